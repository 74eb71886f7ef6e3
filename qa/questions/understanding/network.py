"""A spaCy text classifier's weights, applied to one short text: thinc, made for batches and training, takes ten times as long."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from thinc.api import Model

Floats = NDArray[np.float32]

_LEAST_VARIANCE = 1e-8  # as in thinc's LayerNorm


class Network:
    """What models/understanding/config.cfg describes: embedded words, one convolution over three, their largest and mean.

    Arguments:
        model: of a spaCy TextCategorizer, trained.
        words: all that a text may hold.
    """

    def __init__(self, model: "Model[Any, Any]", vocab: Vocab, words: Iterable[str]) -> None:
        known = sorted(words)
        embed, encode = model.get_ref("tok2vec").layers
        weights = _weights(encode, "maxout", "W")
        width, pieces, window = weights.shape
        self._rows = {word: at for at, word in enumerate(known)}
        self._vectors: Floats = embed.predict([Doc(vocab, words=known)])[0]
        # A word's share in the convolution where it stands before, at and behind a place; they add up.
        parts = weights.transpose(2, 1, 0).reshape(window // width, width, pieces * width)
        self._before, self._at, self._behind = (self._vectors @ part for part in parts)
        self._at = self._at + _weights(encode, "maxout", "b").T.reshape(pieces * width)
        self._width = width
        self._scale, self._shift = (_weights(encode, "layernorm", name) for name in ("G", "b"))
        self._weights, self._bias = (_weights(model, "softmax", name) for name in ("W", "b"))

    def logits(self, words: Sequence[str]) -> Floats:
        """Return the logarithm of how likely each label is, but for a sum that all have in common."""
        if not words:
            return np.zeros_like(self._bias)
        rows = [self._rows[word] for word in words]
        mixed = self._at[rows]
        mixed[1:] += self._before[rows[:-1]]
        mixed[:-1] += self._behind[rows[1:]]
        # By ufuncs, whose methods of the same names take twice as long over so little.
        largest = reduce(np.maximum, (mixed[:, at : at + self._width] for at in range(0, mixed.shape[1], self._width)))
        centred = largest - np.add.reduce(largest, axis=1, keepdims=True) / self._width
        variance = np.add.reduce(centred * centred, axis=1, keepdims=True) / self._width + _LEAST_VARIANCE
        encoded = self._vectors[rows] + centred / np.sqrt(variance) * self._scale + self._shift
        pooled = np.concatenate([np.maximum.reduce(encoded), np.add.reduce(encoded) / len(rows)])
        logits: Floats = self._weights @ pooled + self._bias
        return logits


def _weights(model: "Model[Any, Any]", layer: str, name: str) -> Floats:
    return np.asarray(next(each for each in model.walk() if each.name == layer).get_param(name))
