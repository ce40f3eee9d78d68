"""One column of any Arrow type, read as a type of the contract.

Each reader gives the values and, for every value it could not read, the reason. Nothing is
rounded, cut or guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from varsel.canonical import values
from varsel.canonical.contract import Column

_BLANK = r"^\s*$"
_TIME = r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?"
_DANISH_TIME = r"^(\d\d)([-./])(\d\d)[-./](\d{4}) (\d\d:\d\d)"
#: Beyond this a float no longer tells every cent apart.
_FLOAT_LIMIT = 2.0**46


@dataclass(frozen=True)
class Reading:
    """How a column is to be read: the zone, the decimal sign, a date format, code words."""

    zone: ZoneInfo
    sign: str = "."
    date_format: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    signed: bool = False
    currency: pa.Array | None = None


@dataclass(frozen=True)
class Converted:
    """A column in its contract type; `bad` gives the reason for each position that failed."""

    values: pa.Array
    bad: dict[int, str]


def convert(column: Column, array: pa.Array, reading: Reading) -> Converted:
    """Read an array as a column of the contract; blank texts are empty."""
    array = _plain(array)
    if pa.types.is_null(array.type):
        return Converted(pa.nulls(len(array), column.arrow), {})
    if pa.types.is_string(array.type):
        blank = pc.match_substring_regex(array, _BLANK)
        if pc.any(blank).as_py():
            array = pc.if_else(blank, pa.scalar(None, pa.string()), array)
    if reading.codes:
        array = _coded(_as_text(array).values, reading.codes)
    return _READERS[column.type](column, array, reading)


def _plain(array: pa.Array) -> pa.Array:
    """Dictionaries decoded, texts of every layout as plain strings."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_large_string(array.type) or pa.types.is_string_view(array.type):
        array = array.cast(pa.string())
    return array


def _coded(array: pa.Array, codes: Mapping[str, str]) -> pa.Array:
    loose = {k.strip().casefold(): v for k, v in codes.items()}
    encoded = array.dictionary_encode()
    words = [loose.get(w.strip().casefold(), w) for w in encoded.dictionary.to_pylist()]
    return pa.array(words, pa.string()).take(encoded.indices)


def _each(
    texts: pa.Array, read: Callable[[str], object], kind: pa.DataType
) -> tuple[pa.Array, dict[int, str]]:
    """Read every distinct text once, one by one."""
    encoded = texts.dictionary_encode()
    good: list[object] = []
    why: dict[int, str] = {}
    for at, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            good.append(read(text))
        except ValueError as error:
            good.append(None)
            why[at] = str(error)
    bad = {}
    if why:
        bad = {i: why[k] for i, k in enumerate(encoded.indices.to_pylist()) if k in why}
    return pa.array(good, kind).take(encoded.indices), bad


def _rest(fast: pa.Array, texts: pa.Array, read: Callable[[str], object]) -> Converted:
    """Fill what the fast way left empty, one by one."""
    odd = pc.and_(pc.is_valid(texts), pc.is_null(fast))
    where = pc.indices_nonzero(odd)
    if not len(where):
        return Converted(fast, {})
    slow, bad = _each(texts.take(where), read, fast.type)
    places = where.to_pylist()
    return Converted(pc.replace_with_mask(fast, odd, slow), {places[i]: w for i, w in bad.items()})


def _unreadable(column: Column, array: pa.Array, kind: str) -> Converted:
    filled = pc.indices_nonzero(pc.is_valid(array)).to_pylist()
    return Converted(pa.nulls(len(array), column.arrow), dict.fromkeys(filled, kind))


def _as_text(array: pa.Array) -> Converted:
    kind = array.type
    if pa.types.is_string(kind):
        return Converted(array, {})
    if pa.types.is_floating(kind):
        whole = pc.and_(pc.is_finite(array), pc.equal(array, pc.round(array)))
        whole = pc.fill_null(pc.and_(whole, pc.less(pc.abs(array), 2.0**53)), fill_value=False)
        missing = pc.fill_null(pc.is_nan(array), fill_value=True)
        texts = pc.if_else(whole, array, None).cast(pa.int64()).cast(pa.string())
        odd = pc.indices_nonzero(pc.and_not(pc.invert(whole), missing)).to_pylist()
        return Converted(texts, dict.fromkeys(odd, "is a number with decimals, not a text"))
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        filled = pc.indices_nonzero(pc.is_valid(array)).to_pylist()
        bad = dict.fromkeys(filled, "is nested or binary, not a text")
        return Converted(pa.nulls(len(array), pa.string()), bad)
    return Converted(array.cast(pa.string()), {})


def _text(column: Column, array: pa.Array, reading: Reading) -> Converted:  # noqa: ARG001
    return _as_text(array)


def _code(column: Column, array: pa.Array, reading: Reading) -> Converted:  # noqa: ARG001
    texts = _as_text(array)
    allowed = {value.casefold(): value for value in column.values}

    def read(text: str) -> str:
        word = text.strip().casefold()
        if allowed and word not in allowed:
            raise ValueError(f"is not one of {', '.join(column.values)}")
        return allowed.get(word, word)

    made, bad = _each(texts.values, read, pa.string())
    return Converted(made, texts.bad | bad)


def _period(column: Column, array: pa.Array, reading: Reading) -> Converted:  # noqa: ARG001
    texts = _as_text(array)
    made, bad = _each(texts.values, values.period, pa.string())
    return Converted(made, texts.bad | bad)


def _number(column: Column, array: pa.Array, reading: Reading) -> Converted:
    kind = array.type
    if pa.types.is_string(kind):
        made = _written_number(column, array, reading)
    elif pa.types.is_floating(kind):
        made = _float(column, array)
    elif pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        made = _exact(column, array)
    else:
        return _unreadable(column, array, "is not a number")
    if column.type == "amount" and not reading.signed:
        return _not_negative(made)
    return made


def _not_negative(made: Converted) -> Converted:
    below = pc.less(made.values, pa.scalar(0, made.values.type))
    minus = pc.indices_nonzero(pc.fill_null(below, fill_value=False)).to_pylist()
    return Converted(made.values, made.bad | dict.fromkeys(minus, "is negative"))


def _written_number(column: Column, array: pa.Array, reading: Reading) -> Converted:
    scale = column.arrow.scale
    sign, group = (",", r"\.") if reading.sign == "," else (r"\.", ",")
    plain = rf"^-?(\d{{1,2}}|\d{{1,3}}({group}\d{{3}}){{1,3}}|\d{{1,14}})({sign}\d{{1,{scale}}})?$"
    fast = pc.if_else(pc.match_substring_regex(array, plain), array, pa.scalar(None, pa.string()))
    fast = pc.replace_substring(fast, group[-1], "")
    fast = pc.replace_substring(fast, ",", ".").cast(column.arrow)
    units = _currencies(column, array, reading)

    def read(pair: str) -> Decimal:
        text, _, currency = pair.partition("\x1f")
        value, unit = values.number(text, reading.sign, scale=scale)
        if unit and unit != currency:
            raise ValueError("is written with another currency than its own")
        return value

    return _rest(fast, units, read)


def _currencies(column: Column, array: pa.Array, reading: Reading) -> pa.Array:
    """Each text with the currency it must be in, so that `12 EUR` is not read as 12 DKK."""
    if column.unit == "currency" and reading.currency is not None:
        own = pc.utf8_upper(pc.utf8_trim_whitespace(_as_text(_plain(reading.currency)).values))
        own = pc.fill_null(own, "")
    else:
        own = pa.scalar(column.unit)
    return pc.binary_join_element_wise(array, own, "\x1f")


def _float(column: Column, array: pa.Array) -> Converted:
    array = array.cast(pa.float64())
    scale = column.arrow.scale
    array = pc.if_else(pc.is_nan(array), pa.scalar(None, pa.float64()), array)
    near = pc.round(array, scale)
    # 0.1 + 0.2 is 0.30000000000000004: what a float cannot hold is no decimal of the source.
    slack = pc.multiply(pc.abs(array), 4 * 2.0**-52)
    exact = pc.less_equal(pc.abs(pc.subtract(array, near)), slack)
    small = pc.less(pc.abs(array), _FLOAT_LIMIT)
    fine = pc.fill_null(pc.and_(exact, small), fill_value=False)
    made = pc.if_else(fine, near, pa.scalar(None, pa.float64())).cast(column.arrow)
    bad = {}
    for at in pc.indices_nonzero(pc.and_(pc.is_valid(array), pc.invert(fine))).to_pylist():
        bad[at] = f"has more than {scale} decimals" if small[at].as_py() else "is too large"
    return Converted(made, bad)


def _exact(column: Column, array: pa.Array) -> Converted:
    scale = column.arrow.scale
    if pa.types.is_integer(array.type):
        wide = array.cast(pa.decimal128(38, 0))
    else:
        wide = array.cast(pa.decimal256(76, array.type.scale))
    whole = pc.equal(pc.round(wide, scale), wide)
    limit = pa.scalar(Decimal(10) ** (column.arrow.precision - scale))
    small = pc.less(pc.abs(wide), limit)
    fine = pc.fill_null(pc.and_(whole, small), fill_value=False)
    kept = pc.round(pc.if_else(fine, wide, pa.scalar(None, wide.type)), scale)
    bad = {}
    for at in pc.indices_nonzero(pc.and_(pc.is_valid(array), pc.invert(fine))).to_pylist():
        bad[at] = f"has more than {scale} decimals" if small[at].as_py() else "is too large"
    return Converted(kept.cast(pa.decimal256(76, scale)).cast(column.arrow), bad)


def _integer(column: Column, array: pa.Array, reading: Reading) -> Converted:
    if pa.types.is_integer(array.type) and not pa.types.is_uint64(array.type):
        return Converted(array.cast(pa.int64()), {})
    whole = Column(name=column.name, type="number", meaning=column.meaning)
    made = _number(whole, array, reading)
    fine = pc.equal(pc.round(made.values), made.values)
    odd = pc.indices_nonzero(pc.invert(pc.fill_null(fine, fill_value=True))).to_pylist()
    bad = made.bad | dict.fromkeys(odd, "is not a whole number")
    kept = pc.if_else(fine, made.values, pa.scalar(None, made.values.type))
    return Converted(kept.cast(pa.int64()), bad)


def _flag(column: Column, array: pa.Array, reading: Reading) -> Converted:  # noqa: ARG001
    if pa.types.is_boolean(array.type):
        return Converted(array, {})
    texts = _as_text(array)
    made, bad = _each(texts.values, values.flag, pa.bool_())
    return Converted(made, texts.bad | bad)


def _local(array: pa.Array, zone: ZoneInfo) -> pa.Array:
    """A timestamp of any unit as wall-clock time of the zone."""
    precise = pa.timestamp("us", array.type.tz)
    # safe=False only drops nanoseconds; a microsecond is finer than any record that is judged
    array = array.cast(precise, safe=False)
    if array.type.tz is None:
        return array
    return pc.local_timestamp(array.cast(pa.timestamp("us", zone.key)))


def _time(column: Column, array: pa.Array, reading: Reading) -> Converted:
    kind = array.type
    if pa.types.is_timestamp(kind):
        return Converted(_local(array, reading.zone), {})
    if pa.types.is_date(kind):
        return Converted(array.cast(pa.timestamp("us")), {})
    if not pa.types.is_string(kind):
        return _unreadable(column, array, "is not a time")
    fast = pa.nulls(len(array), column.arrow)
    if not reading.date_format:
        iso = pc.replace_substring_regex(array, _DANISH_TIME, r"\4-\3-\1 \5")
        fast = _fast_time(iso, reading.zone)
    return _rest(fast, array, lambda text: values.moment(text, reading.zone, reading.date_format))


def _fast_time(iso: pa.Array, zone: ZoneInfo) -> pa.Array:
    empty = pa.scalar(None, pa.string())
    bare = pc.match_substring_regex(iso, _TIME + "$")
    offset = pc.match_substring_regex(iso, _TIME + r"(Z|[+-]\d\d:\d\d)$")
    try:
        local = pc.if_else(bare, iso, empty).cast(pa.timestamp("us"))
        moved = pc.if_else(offset, iso, empty).cast(pa.timestamp("us", "UTC"))
    except pa.ArrowInvalid:  # the 31st of June somewhere in the batch: one by one finds it
        return pa.nulls(len(iso), pa.timestamp("us"))
    return pc.coalesce(local, _local(moved, zone))


def _date(column: Column, array: pa.Array, reading: Reading) -> Converted:
    kind = array.type
    if pa.types.is_timestamp(kind):
        return Converted(_local(array, reading.zone).cast(pa.date32(), safe=False), {})
    if pa.types.is_date(kind):
        return Converted(array.cast(pa.date32()), {})
    if pa.types.is_integer(kind):
        array = array.cast(pa.string())
    if not pa.types.is_string(array.type):
        return _unreadable(column, array, "is not a date")

    def read(text: str) -> object:
        if not reading.date_format and any(c in text.strip() for c in "T :"):
            return values.moment(text, reading.zone).date()
        return values.day(text, reading.date_format)

    made, bad = _each(array, read, pa.date32())
    return Converted(made, bad)


_READERS: dict[str, Callable[[Column, pa.Array, Reading], Converted]] = {
    "id": _text,
    "text": _text,
    "code": _code,
    "period": _period,
    "amount": _number,
    "number": _number,
    "integer": _integer,
    "flag": _flag,
    "date": _date,
    "time": _time,
}
