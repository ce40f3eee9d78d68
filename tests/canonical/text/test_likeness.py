import random

from datasketch import MinHash, MinHashLSH
from hypothesis import given, settings
from hypothesis import strategies as st

from varsel.canonical.text.likeness import components, shingles


def by_hand(templates):
    """Components by comparing every pair."""
    roots = list(range(len(templates)))
    for i, one in enumerate(templates):
        for j, other in enumerate(templates[:i]):
            a, b = set(shingles(one)), set(shingles(other))
            long = min(len(one.split()), len(other.split())) >= 8
            if long and 10 * len(a & b) >= 8 * len(a | b):
                low, high = sorted((roots[i], roots[j]))
                roots = [low if r == high else r for r in roots]
    return roots


def corpus(seed, count, size):
    """Texts made from a few originals by changing, adding and dropping words."""
    chance = random.Random(seed)
    words = [a + b + c for a in "bdfgk" for b in "aeiou" for c in "lmnrs"]
    originals = [[chance.choice(words) for _ in range(size)] for _ in range(count // 6)]
    texts = set()
    while len(texts) < count:
        text = list(chance.choice(originals))
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(text))
            text[at : at + chance.randrange(2)] = [chance.choice(words)][: chance.randrange(2)]
        texts.add(" ".join(text))
    return sorted(texts)


def test_components_are_those_of_comparing_every_pair():
    for seed, size in ((1, 9), (2, 30), (3, 60)):
        texts = corpus(seed, 240, size)
        assert components(texts) == by_hand(texts)


def test_every_pair_another_implementation_proposes_and_confirms_is_together():
    texts = corpus(5, 400, 40)
    index, sketches = MinHashLSH(threshold=0.8, num_perm=128), []
    for i, text in enumerate(texts):
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([s.encode() for s in shingles(text)])
        index.insert(i, sketch)
        sketches.append(sketch)
    roots, confirmed = components(texts), 0
    for i, sketch in enumerate(sketches):
        for j in index.query(sketch):
            a, b = set(shingles(texts[i])), set(shingles(texts[j]))
            if i != j and 10 * len(a & b) >= 8 * len(a | b):
                confirmed += 1
                assert roots[i] == roots[j]
    assert confirmed > 100


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=14), max_size=8))
def test_any_texts_give_the_components_of_comparing_every_pair(lists):
    texts = sorted({" ".join(words) for words in lists})
    assert components(texts) == by_hand(texts)
