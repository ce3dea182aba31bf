"""`make test-spark`: ads judged by Spark, with an executor killed half way."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from classifier.batch.options import Fields
from classifier.batch.spark import SCHEMA, judge
from classifier.cli import main

ROOT = Path(__file__).parent.parent
CODER = "Medical Coder\n- Assigns ICD-10-CM codes to inpatient charts\nCCS required\nBachelor's degree preferred"
ROWS, PARTS = 600, 30


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Two executors of one core each, processes of their own."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(ROOT)
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executorEnv.PYTHONPATH", str(ROOT))
        .config("spark.local.dir", str(tmp_path_factory.mktemp("spark")))
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def ads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("input") / "ads.parquet"
    rows = [{"id": f"r{n}", "text": f"{CODER}\n- Codes {n} charts a day"} for n in range(ROWS)]
    rows[7]["text"] = " "
    parquet.write_table(pa.Table.from_pylist(rows), place)
    return place


def executors() -> list[psutil.Process]:
    family = psutil.Process().children(recursive=True)
    return [one for one in family if "CoarseGrainedExecutorBackend" in " ".join(one.cmdline())]


def rows(place: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file or folder by id, without where they stood."""
    found = parquet.read_table(place).to_pylist()
    for row in found:
        del row["source"], row["source_row"]
    return sorted(found, key=lambda row: str(row["id"]))


class Killer(threading.Thread):
    """Kills one executor once some tasks are done."""

    def __init__(self, session: SparkSession, tasks: int) -> None:
        super().__init__(daemon=True)
        self._tracker = session.sparkContext.statusTracker()
        self._tasks = tasks
        self.killed: int | None = None

    def run(self) -> None:
        while self.killed is None:
            stages = [self._tracker.getStageInfo(stage) for stage in self._tracker.getActiveStageIds()]
            if any(stage and stage.numTasks == PARTS and stage.numCompletedTasks >= self._tasks for stage in stages):
                one = executors()[0]
                one.send_signal(signal.SIGKILL)
                self.killed = one.pid
            time.sleep(0.05)


def test_every_row_comes_out_once_though_an_executor_is_killed(spark: SparkSession, ads: Path) -> None:
    here, out = ads.with_name("here.parquet"), ads.with_name("spark.parquet")
    assert CliRunner().invoke(main, ["batch", str(ads), "-o", str(here), "--workers", "1"]).exit_code == 0
    killer = Killer(spark, PARTS // 3)
    killer.start()
    frame = spark.read.parquet(str(ads)).repartition(PARTS)
    frame.mapInPandas(judge(), SCHEMA).write.parquet(str(out))
    assert killer.killed
    assert rows(out) == rows(here)


def test_other_names_and_missing_ids(spark: SparkSession) -> None:
    frame = spark.createDataFrame([(None, CODER), ("b", None)], "key string, ad string")
    found = frame.mapInPandas(judge(Fields(id="key", text="ad")), SCHEMA).collect()
    by_code = {row["error_code"]: row for row in found}
    assert len(found) == 2
    assert by_code[None]["role"] == "coder"
    assert by_code[None]["id"] == by_code[None]["input_sha256"][:16]
    del by_code[None]
    assert [row["id"] for row in by_code.values()] == ["b"]


def test_a_table_without_ads_is_told(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("a",)], "id string").mapInPandas(judge(), SCHEMA)
    with pytest.raises(PySparkException, match="The table has no column text"):
        frame.collect()
