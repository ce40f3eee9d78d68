"""What a made society must be: whole, consistent with itself, and nobody's."""

import json
import re
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from varsel.adapters.society.make import plans
from varsel.adapters.society.truth import ROLES
from varsel.adapters.society.units import units
from varsel.canonical.contract import contract

BUNDLES = {
    "touring", "fixed_place", "restaurant", "construction", "cleaning_beauty", "minors",
    "online_recruitment", "identity_misuse",
}  # fmt: skip
#: Danish numbers that belong to nobody, and foreign ones kept for fiction.
FICTION = re.compile(
    r"\+450\d{7}|\+447700900\d{3}|\+467017406\d\d|\+33639980\d\d\d|\+120255501\d\d|\+49171392\d{4}"
)


def table(society, name, part="data"):
    return pq.read_table(society / part / f"{name}.parquet")


def column(society, name, of):
    return table(society, name)[of].to_pylist()


def test_every_table_of_the_contract_is_there(society):
    made = {p.stem for p in (society / "data").iterdir()}
    assert made == set(contract().canonical)


@pytest.mark.parametrize("name", sorted(contract().canonical))
def test_keys_are_unique_and_required_columns_full(society, name):
    spec, rows = contract().canonical[name], table(society, name)
    keys = Counter(zip(*(rows[k].to_pylist() for k in spec.key), strict=True))
    assert [k for k, n in keys.items() if n > 1] == []
    assert [c.name for c in spec.columns.values() if c.required and rows[c.name].null_count] == []


@pytest.mark.parametrize("name", sorted(contract().canonical))
def test_codes_are_those_of_the_contract(society, name):
    for spec in contract().canonical[name].columns.values():
        if spec.values:
            found = set(table(society, name)[spec.name].to_pylist()) - {None}
            assert found <= set(spec.values), spec.name


def test_what_a_row_names_is_there(society):
    parties = set(column(society, "party", "party_id"))
    accounts = set(column(society, "account", "account_id"))
    dwellings = set(column(society, "dwelling", "dwelling_id"))
    profiles = set(column(society, "profile", "profile_id"))
    assert set(column(society, "entry", "account_id")) <= accounts
    assert set(column(society, "authority", "account_id")) <= accounts
    assert set(column(society, "authority", "party_id")) <= parties
    assert set(column(society, "residence", "dwelling_id")) <= dwellings
    assert set(column(society, "payroll", "employer_id")) <= parties
    assert set(column(society, "payroll", "employee_id")) <= parties
    assert set(column(society, "post", "author_id")) <= profiles
    for end in ("sender_id", "recipient_id"):
        assert set(column(society, "message", end)) - {None} <= profiles


def test_no_entry_is_older_than_its_account(society):
    entry, account = table(society, "entry"), table(society, "account")
    both = entry.select(["entry_id", "account_id", "booked_at"]).join(
        account.select(["account_id", "opened_on"]), "account_id"
    )
    early = both.filter(pc.less(both["booked_at"].cast(pa.date32()), both["opened_on"]))
    assert early["entry_id"].to_pylist() == []


def test_everything_lies_within_the_days_of_the_data(society):
    facts = json.loads((society / "truth" / "society.json").read_text("utf-8"))
    booked = table(society, "entry")["booked_at"]
    assert str(pc.min(booked).as_py().date()) >= facts["first_day"]
    assert str(pc.max(booked).as_py().date()) <= facts["last_day"]


def test_payslips_add_up_and_wages_are_paid(society):
    rows = table(society, "payroll").to_pylist()
    for row in rows:
        left = row["gross"] - row["tax"] - row["labour_contribution"] - (row["deductions"] or 0)
        assert abs(left - row["net"]) <= 1
    nets = {row["net"] for row in rows}
    paid = table(society, "entry").filter(pc.equal(table(society, "entry")["purpose"], "SALA"))
    assert len(nets & set(paid["amount"].to_pylist())) > len(nets) / 3


def test_phones_are_nobodys(society):
    found = set(column(society, "phone_link", "phone")) | set(column(society, "account", "alias"))
    contacts = table(society, "contact")
    found |= set(contacts.filter(pc.equal(contacts["kind"], "phone"))["value"].to_pylist())
    phones = {f for f in found if f and f.startswith("+")}
    assert len(phones) > 1_000
    assert [p for p in phones if not FICTION.fullmatch(p)] == []


def test_barred_traits_stand_in_the_audit_file_alone(society):
    barred = {name for group in contract().barred.values() for name in group}
    for path in (society / "data").iterdir():
        assert not barred & set(pq.read_schema(path).names)
    audit = pq.read_table(society / "audit" / "audit.parquet")
    assert "citizenship" in audit.column_names
    assert set(audit["party_id"].to_pylist()) <= set(column(society, "party", "party_id"))
    assert len(set(audit["party_id"].to_pylist())) == audit.num_rows


def test_truth_names_rows_and_members_that_are_in_the_data(society):
    keys = {
        name: set(column(society, name, spec.key[0])) for name, spec in contract().canonical.items()
    }
    traces = table(society, "trace", "truth").to_pylist()
    assert [t for t in traces if t["table"] and t["row_id"] not in keys[t["table"]]] == []
    members = table(society, "member", "truth").to_pylist()
    assert {m["role"] for m in members} <= set(ROLES)
    parties = {m["node"].removeprefix("party:") for m in members if m["node"].startswith("party:")}
    assert parties <= keys["party"]


def test_no_party_is_in_two_planted_networks(society):
    plants = {
        n["network_id"]
        for n in table(society, "network", "truth").to_pylist()
        if n["kind"] == "plant"
    }
    seen = Counter(
        m["node"]
        for m in table(society, "member", "truth").to_pylist()
        if m["network_id"] in plants and m["node"].startswith("party:") and m["role"] != "other"
    )
    assert [n for n, times in seen.items() if times > 1] == []


def test_each_bundle_is_planted_with_roles_and_traces(society):
    networks = table(society, "network", "truth").to_pylist()
    plants = [n for n in networks if n["kind"] == "plant"]
    assert {p["bundle"] for p in plants} == BUNDLES
    assert len(plants) == len(BUNDLES)
    traced = {t["network_id"] for t in table(society, "trace", "truth").to_pylist()}
    for plant in plants:
        assert plant["care"] in {"low", "some", "high"}
        assert 0 <= plant["seen"] <= 1
        assert plant["started_on"] <= plant["ended_on"]
        assert plant["network_id"] in traced


def test_every_unit_is_one_of_a_bundle_or_lies_near_one():
    assert {u.name for u in units("plant")} == BUNDLES
    assert {u.near for u in units("lookalike")} == BUNDLES
    assert len(units("lookalike")) >= 20


def test_lookalikes_outnumber_plants_a_thousand_to_one_in_a_society_as_it_comes():
    per_10000 = sum(u.assumptions.per_10000 for u in units("lookalike"))
    assert per_10000 >= 1_000 * 2.0


def test_plants_are_spread_over_bundles_and_districts():
    made = plans(100_000, 365, 1, 2.0)
    kinds = Counter(k for p in made for k in p.plants)
    assert sum(kinds.values()) == 20
    assert max(kinds.values()) - min(kinds[b] for b in BUNDLES) <= 1
    assert len({p.number for p in made if p.plants}) > 5
    assert sum(p.people for p in made) == 100_000
