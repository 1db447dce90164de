from pathlib import Path

import pytest
import yaml

from needlewise.language import pipeline
from needlewise.nlu.calibration import Calibration


def test_calibration_kept_in_the_project_loads():
    calibration = Calibration.load()
    assert 0 < calibration.unsure_below < 1
    assert -1 < calibration.red_flag_near < calibration.red_flag_above < 1


def test_calibration_missing_names_the_remedy(tmp_path):
    with pytest.raises(ValueError, match=r"none\.json.*make calibrate"):
        Calibration.load(tmp_path / "none.json")


def test_calibration_saved_and_loaded_is_the_same(tmp_path):
    calibration = Calibration.load()
    calibration.save(tmp_path / "kept.json")
    assert Calibration.load(tmp_path / "kept.json") == calibration


def test_config_names_the_pipeline_of_the_present_content():
    config = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))
    named = next(item["model"] for item in config["pipeline"] if item["name"] == "SpacyNLP")
    assert Path(named).name == pipeline.name(), (
        f"config.yml names {named}; run `make train`, which writes the name of today's content"
    )
