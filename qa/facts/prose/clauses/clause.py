"""One clause of a sentence while it is read: its claims so far, and what these still lack."""

from dataclasses import dataclass, field, replace
from typing import Literal

from qa.facts.fact import Basis
from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.clauses.ways import DIRECTIONS, TURNS
from qa.language.values import Entity
from qa.language.vocabulary import vocabulary


@dataclass(slots=True)
class Clause:
    """What was read of one clause so far; claims that still lack a period are referred to by their index."""

    subject: Subject
    claims: list[Claim] = field(default_factory=list)
    period: Entity | None = None  # the clause's own
    own: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)  # levels of the period compared with, not yet said
    other: Entity | None = None  # that period, once said
    other_basis: Basis | None = None  # which the words before that level say
    held: Subject | None = None  # whose level is compared with: "net income" of "a net loss … compared to net income"
    changes: list[int] = field(default_factory=list)  # not yet said against which period
    against: Entity | None = None  # the last one that was
    fallback: Entity | None = None  # the period compared with before, where the change itself says none
    mode: Literal["level", "change", "other"] = "level"  # what was read last; "other": of the period compared with
    direction: int = 0
    moved: bool = False
    way: int = 0  # in which the filer moved it, by the verb's own sense: 1 up, -1 down
    ahead: bool = False
    rate: Entity | None = None  # the last figure that was said to be per share
    whole: Subject | None = None  # what the levels are a percentage of, where the subject's words say so

    def add(self, claim: Claim, pending: list[int]) -> None:
        """Add a claim that lacks something, to those that do."""
        pending.append(len(self.claims))
        self.claims.append(claim)

    def close(self, pending: list[int], **values: Entity) -> None:
        """Give claims what they lacked."""
        for index in pending:
            self.claims[index] = replace(self.claims[index], **values)  # type: ignore[arg-type]
        pending.clear()

    def finished(self) -> list[Claim]:
        """Return the claims, each seen from the clause's own period."""
        own = set(self.own)
        if self.fallback:
            self.close(self.changes, against=self.fallback)
        if self.period:
            self.close(self.own, period=self.period)
        claims = [
            replace(claim, view=claim.view or self.period, own=index in own) for index, claim in enumerate(self.claims)
        ]
        if self.whole is None:
            return claims
        return [replace(claim, kind="part", whole=self.whole) for claim in claims if claim.kind == "level"]

    @property
    def awaits_period(self) -> bool:
        """Whether it was last compared with a level whose period is not yet said."""
        return self.mode == "other" and self.other is None

    def add_alike(self, claim: Claim) -> None:
        """Add a claim that lacks what the last one does."""
        last = len(self.claims) - 1
        for pending in (self.own, self.others, self.changes):
            if last in pending:
                pending.append(last + 1)
        self.claims.append(claim)

    def add_beside(self, claim: Claim) -> None:
        """Add a level in another unit than the one before it: of the clause's own period, or of the one compared with."""
        if self.mode == "level":
            self.add(replace(claim, ahead=self.ahead), self.own)
        else:
            self.add_other(claim)

    def add_level(self, figure: Entity) -> None:
        """Add a level of the clause's own period."""
        self.add(Claim(self.subject, figure, ahead=self.ahead), self.own)

    def add_other(self, claim: Claim) -> None:
        """Add a level of the period that the clause's own is compared with."""
        claim = replace(claim, basis=claim.basis or self.other_basis)
        if self.other:
            self.claims.append(replace(claim, period=self.other))
        else:
            self.add(claim, self.others)

    def add_change(self, figure: Entity) -> None:
        """Add a change in the direction in which the clause goes."""
        self.mode = "change"
        levels = [claim for claim in self.claims if claim.kind == "level"]
        like = (levels[0].like or levels[0].figure) if levels else None
        self.own.append(len(self.claims))
        self.add(Claim(self.subject, figure, "change", direction=self.direction, like=like), self.changes)

    def begin_change(self, words: str) -> None:
        """Go on to a change in the direction that words say, from the period last compared with where none is said."""
        self.changes.clear()
        self.fallback = self.other if self.mode == "other" else None
        self.turn(words)

    def arrive(self, figure: Entity, period: Entity | None) -> None:
        """Add the level to which the clause's metric moved, and its period, where that is said."""
        self.moved = False
        self.mode = "level"
        self.period = period or self.period
        self.add_level(figure)

    def settle(self, period: Entity) -> None:
        """Say which period it is that the changes are counted from, and the other levels are of."""
        self.close(self.changes, against=period)
        if self.mode == "other":
            self.close(self.others, period=period)
            self.other = period
        self.against = period

    def turn(self, words: str) -> None:
        """Set the direction, in the sense of the metric: a net loss that decreases is a net income that rises."""
        word = " ".join(words.lower().split())
        if word in TURNS:
            known = vocabulary().metrics.get(self.subject.metric)
            less_is_better = known is not None and (known.expense or known.unit == "days")
            self.direction = -TURNS[word] if less_is_better else TURNS[word]
        else:
            self.direction = DIRECTIONS[word] * (-1 if self.subject.negative else 1)
