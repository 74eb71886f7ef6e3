"""Threads share the pipeline: servers read filings and questions at once."""

from concurrent.futures import ThreadPoolExecutor

from qa.language.pipeline import tag

_SENTENCE = "Tallow & Reed Inc. sold {0} looms in the quarter ended June 30, 20{0}; net loss was ${0}.{0} million. "


def test_texts_tagged_at_once_are_tagged_alike() -> None:
    texts = [_SENTENCE.format(number) * 20 for number in range(10, 50)]
    alone = [tag(text) for text in texts]
    assert all(alone)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(tag, texts)) == alone
