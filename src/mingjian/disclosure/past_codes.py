"""Credit codes by the column (整列核对统一社会信用代码): GB 32100, a whole block at once."""

from __future__ import annotations

import numpy as np
import polars as pl

_SIGNS = b"0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = np.array((1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28), np.int32)
_LENGTH = 18
_DIVISION = slice(2, 8)
_NONE = -1
_VALUES = np.full(256, _NONE, np.int8)
_VALUES[np.frombuffer(_SIGNS, np.uint8)] = np.arange(len(_SIGNS))


def are_credit_codes(texts: pl.Series) -> pl.Series:
    """Whether each is a right code in its normal form, with a letter in it.

    Codes of digits only are left to the careful check: they could be read as other numbers.
    """
    right_length = (texts.str.len_bytes() == _LENGTH).to_numpy()
    held = np.zeros(len(texts), np.bool_)
    if right_length.any():
        joined = "".join(texts.filter(pl.Series(right_length)).to_list()).encode()
        held[right_length] = _hold(np.frombuffer(joined, np.uint8).reshape(-1, _LENGTH))
    return pl.Series(texts.name, held)


def _hold(signs: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> np.ndarray:
    values = _VALUES[signs]
    known = (values != _NONE).all(axis=1)
    division = (values[:, _DIVISION] < 10).all(axis=1)
    lettered = (values[:, : _LENGTH - 1] >= 10).any(axis=1)
    total = values[:, : _LENGTH - 1].astype(np.int32) @ _WEIGHTS
    held: np.ndarray = known & division & lettered & (values[:, -1] == -total % 31)
    return held
