"""How people in control really write, and the everyday messages that come close to it.

All sentences are made up. They are short, often without capital letters and in broken language.
"""

import pytest

from varsel.canonical.text.signals import criteria_in

SAID = {
    "debt_pressure": [
        "you still owe us, dont forget",
        "u owe me for everything i did to bring u here",
        "ur debt is getting bigger",
        "first debt is paid, then you get day off after you paid",
        "we paid your ticket so you work now",
        "every week you dont pay it gets more",
        "du skylder os stadig, vi glemmer det ikke",
        "din gæld bliver større",
        "din gaeld vokser hver uge",
        "du arbejder til det er betalt",
        "vi har betalt for din rejse så nu skal du betale",
        "hver uge du ikke betaler, bliver det 500 mere",
    ],
    "authority_threat": [
        "i call police if you leave",
        "if you talk to somebody they deport you",
        "you have no papers so who will believe you",
        "i can cancel your visa any day",
        "police will not help you here",
        "jeg ringer til politiet hvis du går",
        "hvis du snakker med nogen bliver du udvist",
        "du har ingen papirer, ingen tror på dig",
        "jeg kan stoppe din opholdstilladelse",
        "politiet hjælper dig ikke",
    ],
    "family_threat": [
        "i tell your family what you do here",
        "your brother will have to pay the rest",
        "we know where your mother lives",
        "think about your kids",
        "jeg fortæller din far hvad du laver",
        "din bror skal betale resten",
        "vi ved hvor din mor bor",
        "tænk på dine børn",
    ],
    "papers_held": [
        "your passport stays with me",
        "you get passport back when you paid",
        "boss keeps ur papers",
        "leave the card and the pin with me",
        "dit pas bliver hos os",
        "du får dit pas når du har betalt",
        "chefen beholder dine papirer",
        "aflever kortet og koden",
    ],
    "told_to_lie": [
        "if control comes you say you only help today",
        "say that you are my cousin and visiting",
        "you dont talk with police",
        "if anyone asks you know nothing",
        "hvis kontrollen kommer siger du at du er ny",
        "sig du er på besøg",
        "du snakker ikke med kommunen",
        "hvis nogen spørger ved du ingenting",
    ],
    "quota_or_fine": [
        "you must make 4000 today",
        "minimum 7 clients a day",
        "500 fine if you are late",
        "dont come home without the money",
        "du skal tjene 4000 i dag",
        "mindst 7 kunder om dagen",
        "500 i bøde hvis du er sent på den",
        "kom ikke hjem uden pengene",
    ],
    "move_order": [
        "pack ur things, driver comes 9",
        "new address from friday",
        "a man waits for you at the station",
        "pak din taske, chaufføren kommer kl 9",
        "ny adresse fra fredag",
        "en mand henter dig ved stationen",
    ],
    "imposed_rules": [
        "you dont go out alone",
        "u stay inside until i come",
        "dont talk to the neighbours",
        "you cant say no to a client",
        "du går ikke ud alene",
        "du bliver inde til jeg kommer",
        "ikke tale med naboerne",
        "du siger ikke nej til en kunde",
    ],
    "report_order": [
        "text me every time",
        "send me your location every hour",
        "you answer when i call",
        "skriv hver gang",
        "send din placering hver time",
        "du svarer når jeg ringer",
    ],
    "check_in": ["start 10.00", "finish work", "client left", "slut 22.30", "er startet nu"],
    "punishment_threat": [
        "you know what happens if you run",
        "dont try to leave",
        "we come and find you",
        "du ved hvad der sker hvis du går",
        "prøv ikke at stikke af",
        "vi kommer og finder dig",
    ],
    "follow_up_tracking": ["we have people everywhere", "vi har folk overalt"],
    "vague_duties": ["i have good job for you", "jeg har et godt job til dig"],
    "upfront_fee": ["you pay later when you work", "du betaler når du arbejder"],
}
#: Families, friends, workplaces, landlords, clubs and carriers.
EVERYDAY = [
    "you owe me 200 for pizza", "You owe us a beer after that match", "u still owe me a hug",
    "text me when you are home", "let me know when the train leaves", "be there at 7",
    "remember no phones in the kitchen", "your parcel is on its way, track it here",
    "the driver delivers between 9 and 12", "practice is moved to 18, be on time",
    "you can pay the rent on friday", "do you want to pay half of the gift?",
    "remember your passport, the gate opens at 6", "we keep a copy of your passport on file",
    "i have our passports in my bag", "your id card is ready at the town hall",
    "if the police call it is about your bike", "tell your mum I said hi",
    "say hi to your brother", "your sister will pay for lunch", "your kids will love it here",
    "don't tell anyone about the party, it's a surprise", "you will make it, I believe in you",
    "stay inside, there is a storm", "don't open the door, the cat gets out",
    "new address: we moved, come and see us", "last warning, the sale ends today",
    "The library fine is 20 kr.", "fine, see you at 8", "no work today, enjoy!",
    "your student debt is paid off in 2031, says the bank", "I got 8 hours of work on friday",
    "you must renew your permit before 1 June", "thinking about your mum, hugs",
    "see you in the flat", "ok", "started a new book", "done with exams!!",
    "du skylder mig 200 for pizza", "Du skylder os en øl efter den kamp",
    "skriv når du er hjemme", "vi ses kl 7", "husk ingen mobiler i køkkenet",
    "din pakke er på vej", "chaufføren leverer mellem 9 og 12", "træningen er flyttet til 18",
    "du kan betale husleje på fredag", "vil du være med til at betale gaven?",
    "husk dit pas, vi flyver kl 6", "vi har en kopi af dit pas", "jeg har vores pas i tasken",
    "hvis politiet ringer, er det om din cykel", "hils din mor", "din søster betaler frokost",
    "sig det ikke til nogen, det er en overraskelse", "bliv inde, der er storm på vej",
    "luk ikke døren op, katten løber ud", "vi er flyttet, ny adresse følger",
    "sidste chance, udsalget slutter i dag", "bøden på biblioteket er 20 kr.",
    "ingen arbejde i dag, nyd det", "du skal forny din opholdstilladelse inden 1. juni",
    "tænker på din mor, kram", "jeg startede på en ny bog", "færdig med eksamen!!",
    "jeg tror på dig", "din gæld hos banken er betalt ud i 2031",
]  # fmt: skip
#: Everyday messages that do meet one criterion: alone they must not be enough for a flag.
ALONE = [
    ("move_order", "tomorrow you work at the other shop"),
    ("move_order", "i morgen skal du arbejde i den anden butik"),
    ("report_order", "text me when you leave"),
    ("report_order", "skriv når du går"),
    ("check_in", "done for today"),
    ("imposed_rules", "you dont go out alone, it is dark"),
]


def names(text):
    return {c for c, _, _ in criteria_in(text)}


@pytest.mark.parametrize(("criterion", "text"), [(c, t) for c, ts in SAID.items() for t in ts])
def test_control_is_met_as_people_write_it(criterion, text):
    assert criterion in names(text)


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_messages_meet_nothing_about_control(text):
    assert names(text) & set(SAID) == set()


@pytest.mark.parametrize(("criterion", "text"), ALONE)
def test_some_everyday_messages_meet_one_criterion_and_no_other(criterion, text):
    assert names(text) == {criterion}
