"""What a release says beside its figures: its call, dividends, buybacks, acquisitions, people, seat."""

from qa.facts.events.read import read_events

__all__ = ["read_events"]
