import pytest

from varsel.canonical.text.contacts import contacts_in, normal_email, normal_handle, read_link
from varsel.canonical.text.fold import fold


def found(text):
    return [(f.kind, f.value) for f in contacts_in(fold(text).text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mail: Anna.B@Example.com.", ("email", "anna.b@example.com")),
        ("skriv til job@example.dk, tak", ("email", "job@example.dk")),
        ("t.me/Anna_dk", ("handle", "telegram:anna_dk")),
        ("https://t.me/anna_dk?start=1", ("handle", "telegram:anna_dk")),
        ("https://wa.me/4500123456", ("phone", "+4500123456")),
        ("https://api.whatsapp.com/send?phone=4500123456", ("phone", "+4500123456")),
        ("Telegram @anna_dk!", ("handle", "telegram:anna_dk")),
        ("TG: anna_dk", ("handle", "telegram:anna_dk")),
        ("snap: mia.x", ("handle", "snapchat:mia.x")),
        ("Snapchat er @mia.x.", ("handle", "snapchat:mia.x")),
        ("WeChat id: li_88", ("handle", "wechat:li_88")),
        ("微信: li_88", ("handle", "wechat:li_88")),
        ("insta @bo", ("handle", "instagram:bo")),
        ("instagram.com/bo_dk/", ("handle", "instagram:bo_dk")),
        ("snapchat.com/add/mia", ("handle", "snapchat:mia")),
        ("t.me/+AbC", ("link", "https://t.me/+abc")),
        ("se www.Example.dk/job?x=1", ("link", "https://example.dk/job")),
        ("(https://example.dk/a)", ("link", "https://example.dk/a")),
    ],
)
def test_a_contact_is_found_and_has_one_form(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "write on telegram today", "signal er bedst", "line: ", "@anna", "vi ses @ cafeen",
        "a@b", "500 kr/time", "f.eks. job.", "he is online: yes", "1:1",
    ],
)  # fmt: skip
def test_what_is_no_contact_gives_none(text):
    assert found(text) == []


def test_an_address_is_not_also_a_link_or_a_handle():
    assert found("telegram@example.com") == [("email", "telegram@example.com")]


def test_pages_of_a_platform_are_links_not_people():
    assert read_link("https://facebook.com/groups/1") == ("link", "https://facebook.com/groups/1")
    assert read_link("https://t.me/joinchat/x") == ("link", "https://t.me/joinchat/x")


def test_a_broken_address_is_no_link():
    assert read_link("https://[1") is None
    assert read_link("https://localhost/x") is None


@pytest.mark.parametrize("value", ["", "anna", "anna@", "a b@example.com"])
def test_a_stated_address_that_is_none_gives_nothing(value):
    assert normal_email(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("telegram:Anna", ("handle", "telegram:anna")),
        ("tg:@anna", ("handle", "telegram:anna")),
        ("@Anna", ("handle", "unknown:anna")),
        ("t.me/anna", ("handle", "telegram:anna")),
        ("wa.me/4500123456", ("phone", "+4500123456")),
        ("two words", None),
        ("@", None),
    ],
)
def test_a_stated_handle_has_one_form(value, expected):
    assert normal_handle(value) == expected
