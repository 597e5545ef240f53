"""The peer: tantivy over pairs of signs with positions, one token a pair, newest day first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tantivy import Document as TantivyDocument
from tantivy import FieldType, Index, Occur, Query, SchemaBuilder

from mingjian.disclosure.index.documents import Document, Question

_TERMS, _HEAP = "position", 512_000_000


def _schema():  # type: ignore[no-untyped-def]  # a bench
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option=_TERMS)
    for name in ("kind", "agency", "division"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", stored=True, indexed=True, fast=True)
    return builder.build()


def _pairs(text: str) -> str:
    """Pairs as words; a line's end is a word of its own, so that no phrase runs over it."""
    return " ¶ ".join(" ".join(map(str.__add__, line, line[1:])) for line in text.split("\n"))


class Peer:
    """One index of tantivy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = _schema()
        if (folder / "meta.json").exists():
            self._index = Index.open(str(folder))
            self._searcher = self._index.searcher()
        else:
            folder.mkdir(parents=True)
            self._index = Index(self._schema, path=str(folder))
            self._writer = self._index.writer(_HEAP, 2)

    def add(self, documents: Iterable[Document]) -> None:
        """Index these."""
        for one in documents:
            code = one.division.partition(" ")[0]
            made = TantivyDocument(id=[one.public_id], text=[_pairs(one.text)], day=[one.day])
            for value in one.kinds:
                made.add_text("kind", value)
            made.add_text("agency", one.agency)
            for size in (2, 4, 6):
                made.add_text("division", code[:size])
            self._writer.add_document(made)

    def finish(self) -> None:
        """Durable, and as few segments as its own policy makes."""
        self._writer.commit()
        self._writer.wait_merging_threads()

    def search(self, question: Question, *, offset: int = 0) -> tuple[int, list[str]]:
        """The number of hits and twenty of them, newest day first."""
        total, found = self.search_days(question, offset=offset)
        return total, [public_id for public_id, _ in found]

    def search_days(
        self, question: Question, *, offset: int = 0
    ) -> tuple[int, list[tuple[str, int]]]:
        """The same with the days."""
        found = self._searcher.search(
            self._query(question), 20, count=True, order_by_field="day", offset=offset
        )
        read = self._searcher.doc
        return found.count, [(read(address)["id"][0], int(day)) for day, address in found.hits]

    def facets(self, question: Question) -> dict[str, object]:
        """Hits by kind and by division, as its aggregations count them."""
        wanted = {name: {"terms": {"field": name, "size": 4000}} for name in ("kind", "division")}
        counted: dict[str, object] = self._searcher.aggregate(self._query(question), wanted)
        return counted

    def _query(self, question: Question) -> Query:
        parts = [self._term(term) for term in question.terms]
        for name in ("kind", "agency", "division"):
            value = getattr(question, name)
            if value:
                parts.append(Query.term_query(self._schema, name, value))
        if question.since or question.until:
            parts.append(
                Query.range_query(
                    self._schema, "day", FieldType.Integer, question.since, question.until
                )
            )
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return Query.all_query()
        return Query.boolean_query([(Occur.Must, part) for part in parts])

    def _term(self, term: str) -> Query:
        pairs: Sequence[str] = list(map(str.__add__, term, term[1:]))
        if len(pairs) == 1:
            return Query.term_query(self._schema, "text", pairs[0], index_option=_TERMS)
        return Query.phrase_query(self._schema, "text", list(pairs))
