"""The reference data: every file reads, means what it says, and can be replaced."""

from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from varsel.canonical.contract import contract
from varsel.catalogue.reference import distances, holidays, load_reference, sources
from varsel.catalogue.reference.load import places, shipped
from varsel.catalogue.reference.parse import parse
from varsel.catalogue.reference.places import spellings
from varsel.errors import CatalogueError

REFERENCE = load_reference()
SHIPPED = [name for name, source in sources().items() if source.shipped]


def rows(name):
    return REFERENCE[name].to_pylist()


def column(name, which):
    return REFERENCE[name].column(which).to_pylist()


def km(a, b):
    (found,) = [r["km"] for r in rows("municipality_distance") if (r["a"], r["b"]) == (a, b)]
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_file_has_its_types_and_rows(name):
    table = shipped(name)
    assert table.schema == sources()[name].schema
    assert table.num_rows > 0


@pytest.mark.parametrize("name", SHIPPED)
def test_only_columns_said_to_be_empty_are_empty(name):
    empty = {c for c in REFERENCE[name].column_names if REFERENCE[name].column(c).null_count}
    assert empty <= set(sources()[name].empty)


def test_every_file_is_described_and_every_description_has_a_file():
    folder = files("varsel.catalogue.reference")
    there = {p.name.removesuffix(".csv") for p in folder.iterdir() if p.name.endswith(".csv")}
    assert there == set(SHIPPED)


def test_every_description_is_whole():
    for source in sources().values():
        assert source.meaning
        assert source.source
        assert source.note
        assert isinstance(source.as_of, date)
        assert {*source.key, *source.empty, *source.values} <= set(source.columns)


def test_unverified_rows_are_announced():
    for name, source in sources().items():
        if "verified" in source.columns and False in column(name, "verified"):
            assert "unverified" in source.note.lower()


def test_no_country_ships():
    assert REFERENCE["country_route"].num_rows == 0
    assert REFERENCE["country_route"].column_names == ["country", "source", "since", "expires"]


# Places


def test_municipalities():
    assert REFERENCE["municipality"].num_rows == 98
    assert len(set(column("municipality", "code"))) == 98
    assert set(column("municipality", "region")) == {
        "Hovedstaden",
        "Midtjylland",
        "Nordjylland",
        "Sjælland",
        "Syddanmark",
    }
    by_region = {r: column("municipality", "region").count(r) for r in ("Hovedstaden", "Sjælland")}
    assert by_region == {"Hovedstaden": 29, "Sjælland": 17}


def test_places_lie_in_denmark():
    for row in rows("municipality"):
        assert 54.5 < row["lat"] < 57.8, row
        assert 8.0 < row["lon"] < 15.2, row


def test_distances():
    assert 155 <= km("København", "Aarhus") <= 160
    assert 136 <= km("København", "Odense") <= 144
    assert km("København", "Frederiksberg") <= 5
    assert 95 <= km("Aarhus", "Aalborg") <= 105
    assert km("Odense", "Odense") == 0


def test_distances_stand_in_both_directions():
    found = {(r["a"], r["b"]): r["km"] for r in rows("municipality_distance")}
    assert len(found) == 98 * 98
    assert all(found[b, a] == distance for (a, b), distance in found.items())


@pytest.mark.parametrize("name", ["municipality_distance", "municipality_name"])
def test_computed_file_equals_the_computation(name):
    assert places(shipped("municipality"))[name].equals(shipped(name))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("101", "København"),
        ("0101", "København"),
        ("København", "København"),
        ("københavn", "København"),
        ("KØBENHAVN", "København"),
        ("Koebenhavn", "København"),
        ("kobenhavn", "København"),
        ("Copenhagen", "København"),
        ("copenhagen", "København"),
        ("Københavns Kommune", "København"),
        ("Århus", "Aarhus"),
        ("Odense Kommune", "Odense"),
        ("Hoje-Tastrup", "Høje-Taastrup"),
        ("Vesthimmerland", "Vesthimmerlands"),
        ("AEROE", "Ærø"),
        ("Elsinore", "Helsingør"),
    ],
)
def test_any_spelling_joins(value, name):
    found = {r["value"]: r["name"] for r in rows("municipality_name")}
    assert found[value] == name
    assert found[value.lower()] == name


def test_every_official_name_is_a_spelling_of_itself():
    found = {r["value"]: r["name"] for r in rows("municipality_name")}
    for row in rows("municipality"):
        assert found[row["name"]] == found[row["code"]] == row["name"]


def test_a_spelling_of_two_places_joins_neither():
    found = dict(spellings([("1", "Ø-by"), ("2", "O-by"), ("3", "Å-by"), ("4", "Æ-by")]))
    assert found["O-by"] == "O-by"
    twice = dict(spellings([("1", "Sø"), ("2", "Søs")]))
    assert "Søs Kommune" not in twice


# Days


def test_holidays_equal_the_computation():
    assert column("holiday", "day") == [day for day, _, _ in holidays.holidays()]
    assert column("holiday", "name") == [name for _, name, _ in holidays.holidays()]
    assert column("holiday", "kind") == [kind for _, _, kind in holidays.holidays()]


@pytest.mark.parametrize(
    "day", ["2020-04-12", "2023-04-09", "2024-03-31", "2025-04-20", "2027-03-28", "2030-04-21"]
)
def test_easter(day):
    assert holidays.easter(date.fromisoformat(day).year).isoformat() == day


def test_great_prayer_day_ended():
    days = [r["day"] for r in rows("holiday") if r["name"] == "great_prayer_day"]
    assert max(days) == date(2023, 5, 5)
    assert all(day.weekday() == 4 for day in days)


def test_public_holidays_a_year():
    for year in range(2020, 2031):
        found = [r for r in rows("holiday") if r["kind"] == "public" and r["day"].year == year]
        assert len(found) == (11 if year <= 2023 else 10)


@pytest.mark.parametrize("name", ["pay_floor", "cash_limit"])
def test_periods_of_one_thing_follow_each_other(name):
    group = "scheme" if name == "pay_floor" else "name"
    for before, after in pairwise(rows(name)):
        if before[group] == after[group]:
            assert before["until_date"] + timedelta(days=1) == after["from_date"]
    for row in rows(name):
        assert row["until_date"] is None or row["from_date"] <= row["until_date"]


def test_one_cash_ban_holds_on_any_day():
    bans = sorted(
        (r["from_date"], r["until_date"], r["threshold_dkk"])
        for r in rows("cash_limit")
        if r["kind"] == "business_ban"
    )
    for before, after in pairwise(bans):
        assert before[1] + timedelta(days=1) == after[0]
        assert before[2] > after[2]
    assert bans[-1][:2] == (date(2024, 3, 1), None)


def test_pay_floor_of_2020_is_that_of_the_leaflet():
    floors = {(r["scheme"], r["from_date"]): r["amount_dkk"] for r in rows("pay_floor")}
    assert floors["pay_limit", date(2020, 1, 1)] == 436_000


# Groups


@pytest.mark.parametrize(
    ("mcc", "group"),
    [
        ("3000", "airline"),
        ("3299", "airline"),
        ("4511", "airline"),
        ("3500", "lodging"),
        ("3999", "lodging"),
        ("7011", "lodging"),
        ("6051", "money_transfer"),
        ("5411", "groceries"),
        ("7273", "dating_escort"),
    ],
)
def test_mcc_groups(mcc, group):
    assert {r["mcc"]: r["mcc_group"] for r in rows("mcc_group")}[mcc] == group


def test_every_mcc_has_four_digits():
    assert all(len(mcc) == 4 and mcc.isdigit() for mcc in column("mcc_group", "mcc"))
    assert "9399" not in column("mcc_group", "mcc")


@pytest.mark.parametrize("name", ["sector_pay", "turnover_per_hour", "min_staffing"])
def test_a_trade_finds_at_most_one_prefix(name):
    prefixes = column(name, "trade_prefix")
    assert not [(a, b) for a in prefixes for b in prefixes if a != b and b.startswith(a)]


def test_sector_pay_has_a_fallback_and_a_month_fits_its_hour():
    assert "any" in column("sector_pay", "trade_prefix")
    assert "any" in column("turnover_per_hour", "trade_prefix")
    for row in rows("sector_pay"):
        assert 158 < row["monthly_dkk"] / row["hourly_dkk"] < 163


def test_hubs_speak_of_things_that_exist():
    uses = contract().tables["dwelling"].columns["use"].meaning.split(": ")[1].split(", ")
    for row in rows("hub_kind"):
        if row["kind"] == "trade_group":
            assert row["value"] in column("trade_group", "trade_group")
        if row["kind"] == "dwelling_use":
            assert row["value"] in uses


def test_advertisement_patterns_do_not_meet_common_words():
    for word in ("tinderbox festival", "visa purchase", "konsultation", "consultation"):
        for name in ("ad_site", "embassy_visa"):
            assert not [p for p in column(name, "merchant_pattern") if p in word]


# Replacing


def refused(folder):
    with pytest.raises(CatalogueError) as caught:
        load_reference(folder)
    error = caught.value
    assert error.where
    assert error.why
    assert error.do
    return error


def test_own_file_replaces_the_shipped_one(tmp_path):
    own = "\ufeffsite_kind,merchant_pattern,site\nclassified,havnetorvet,havnetorvet\n"
    (tmp_path / "ad_site.csv").write_text(own, "utf-8")
    (tmp_path / "README.md").write_text("ours", "utf-8")
    found = load_reference(tmp_path)
    assert found["ad_site"].to_pylist() == [
        {"site": "havnetorvet", "site_kind": "classified", "merchant_pattern": "havnetorvet"}
    ]
    assert {n: t for n, t in found.items() if n != "ad_site"} == {
        n: t for n, t in REFERENCE.items() if n != "ad_site"
    }


def test_own_routes(tmp_path):
    text = "country,source,since,expires\nXX,example bulletin 1,2026-01-01,2026-12-31\n"
    (tmp_path / "country_route.csv").write_text(text, "utf-8")
    assert load_reference(tmp_path)["country_route"].num_rows == 1


def test_a_header_alone_empties_a_table(tmp_path):
    (tmp_path / "wallet_firm.csv").write_text("name_pattern\n", "utf-8")
    assert load_reference(tmp_path)["wallet_firm"].schema == sources()["wallet_firm"].schema
    assert load_reference(tmp_path)["wallet_firm"].num_rows == 0


def test_own_municipalities_renew_distances_and_spellings(tmp_path):
    text = "code,name,region,lat,lon\n901,Nordby,Nord,55.0,10.0\n902,Sydø,Syd,56.0,10.0\n"
    (tmp_path / "municipality.csv").write_text(text, "utf-8")
    found = load_reference(tmp_path)
    assert found["municipality_distance"].to_pylist() == [
        {"a": "Nordby", "b": "Nordby", "km": 0},
        {"a": "Nordby", "b": "Sydø", "km": 111},
        {"a": "Sydø", "b": "Nordby", "km": 111},
        {"a": "Sydø", "b": "Sydø", "km": 0},
    ]
    assert {"value": "sydoe", "name": "Sydø"} in found["municipality_name"].to_pylist()


def test_own_distances_hold_beside_own_municipalities(tmp_path):
    text = "code,name,region,lat,lon\n901,Nordby,Nord,55.0,10.0\n"
    (tmp_path / "municipality.csv").write_text(text, "utf-8")
    (tmp_path / "municipality_distance.csv").write_text("a,b,km\nNordby,Nordby,1\n", "utf-8")
    assert load_reference(tmp_path)["municipality_distance"].column("km").to_pylist() == [1]


@pytest.mark.parametrize(
    ("name", "text", "where", "why"),
    [
        ("wallet_firm", "name\nwechat\n", "line 1", "missing columns: name_pattern"),
        ("wallet_firm", "name_pattern,note\nwechat,x\n", "line 1", "unknown columns: note"),
        ("wallet_firm", "name_pattern,name_pattern\na,b\n", "line 1", "unknown|twice"),
        ("wallet_firm", "", "line 1", "missing columns"),
        ("wallet_firm", "name_pattern\nWeChat\n", "line 2, column 'name_pattern'", "type pattern"),
        ("wallet_firm", "name_pattern\nwe\n", "line 2", "type pattern"),
        ("wallet_firm", "name_pattern\nskrill\nskrill\n", "wallet_firm.csv", "two rows"),
        ("wallet_firm", "name_pattern\nskrill,x\n", "line 2", "2 values for 1 columns"),
        ("wallet_firm", 'name_pattern\n"skrill\n', "line", "no CSV"),
        ("ad_site", "site,site_kind,merchant_pattern\nabc,escort,abc\n", "line 2", "not known"),
        ("min_staffing", "trade_prefix,staff\n56,1.5\n", "column 'staff'", "type integer"),
        ("turnover_per_hour", "trade_prefix,dkk_per_hour\n56,1,5\n", "line 2", "3 values"),
        ("turnover_per_hour", "trade_prefix,dkk_per_hour\n56,1.555\n", "line 2", "type amount"),
        ("turnover_per_hour", "trade_prefix,dkk_per_hour\n56,\n", "line 2", "missing"),
        ("holiday", "day,name,kind\n24-12-2026,x,public\n", "column 'day'", "type date"),
        (
            "sector_pay",
            "trade_prefix,monthly_dkk,hourly_dkk,verified\n56,1.0,1.0,ja\n",
            "column 'verified'",
            "type flag",
        ),
        ("country_route", "country,source,since,expires\nXX,y,2026-01-01,\n", "expires", "missing"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, name, text, where, why):
    (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    error = refused(tmp_path)
    assert name in error.what
    assert where in error.where
    assert any(part in error.why for part in why.split("|"))


def test_other_encodings_are_refused(tmp_path):
    (tmp_path / "wallet_firm.csv").write_bytes("name_pattern\nbørsen\n".encode("cp1252"))
    assert "UTF-8" in refused(tmp_path).why


@pytest.mark.parametrize("file", ["ad_sites.csv", "ad_site.CSV", "ad_site.xlsx"])
def test_a_file_that_would_replace_nothing_is_refused(tmp_path, file):
    (tmp_path / file).write_text("site,site_kind,merchant_pattern\n", "utf-8")
    error = refused(tmp_path)
    assert file in error.what
    assert "ad_site.csv" in error.do


def test_a_missing_folder_is_refused(tmp_path):
    assert "no such folder" in refused(tmp_path / "gone").why


@given(st.permutations(range(8)))
def test_the_order_of_a_file_does_not_matter(order):
    source = sources()["min_staffing"]
    lines = [f"{10 + n},{n}" for n in range(8)]
    mixed = "\n".join(["trade_prefix,staff", *(lines[n] for n in order)]).encode()
    assert parse(source, mixed, "x") == [(str(10 + n), n) for n in range(8)]


def test_tables_come_in_order():
    assert list(REFERENCE) == sorted(sources())
    assert all(isinstance(table, pa.Table) for table in REFERENCE.values())


@pytest.mark.parametrize("main", [distances.main, holidays.main])
def test_generated_files_are_as_written(main, tmp_path):
    main(tmp_path)
    written = list(tmp_path.iterdir())
    assert written
    for path in written:
        file = files("varsel.catalogue.reference") / path.name
        assert path.read_bytes() == file.read_bytes()
