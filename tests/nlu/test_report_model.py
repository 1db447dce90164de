from itertools import pairwise

import numpy as np
import pytest

from needlewise.nlu.mixture import Mixture
from needlewise.nlu.report_model import ReportModel

EXAMPLES = {
    "i cannot feel my legs": "cauda_equina",
    "my legs are numb since monday": "cauda_equina",
    "i am gasping since the needles": "lung",
    "cannot get air since the needles": "lung",
    "i want to die": "self_harm",
    "wish i was dead": "self_harm",
    "pus from the needle mark": "infection",
    "fever since the needles": "infection",
    "it will not stop bleeding": "nerve_bleeding_faint",
    "passed out after the needles": "nerve_bleeding_faint",
    "calf hot and swollen": "other_emergency",
    "pregnant and bleeding": "other_emergency",
    "fever and back pain": "serious_back_pain",
    "back pain and cancer": "serious_back_pain",
    "crushing chest pain": "heart_stroke_allergy",
    "my face is drooping": "heart_stroke_allergy",
    "does it hurt": None,
    "how much is it": None,
    "do you use needles for legs": None,
}


def embed(text):
    """Words as a meaning: each letter pair adds to one of 384 places."""
    vector = np.zeros(384, dtype=np.float32)
    for pair in pairwise(text):
        vector[(ord(pair[0]) * 31 + ord(pair[1])) % 384] += 1
    return vector / (np.linalg.norm(vector) or 1)


@pytest.fixture(scope="module")
def model():
    vectors = np.stack([embed(text) for text in EXAMPLES])
    return ReportModel.fit(
        Mixture(2, 0.2, 0.1, 0.1), list(EXAMPLES.values()), list(EXAMPLES), vectors
    )


def test_report_is_suspected_of_its_group(model):
    strongest = model.suspect("i can hardly feel my legs", embed)[0]
    assert strongest.group == "cauda_equina"
    assert strongest.strength > 0


def test_ordinary_question_is_not_suspected(model):
    assert model.suspect("does it hurt much", embed)[0].strength < 0


def test_report_beside_a_question_is_found_in_its_part(model):
    strongest = model.suspect("does it hurt? i want to die. how much is it?", embed)[0]
    assert "want to die" in strongest.text
    assert strongest.group == "self_harm"


def test_model_saved_and_loaded_suspects_the_same(model, tmp_path):
    model.save(tmp_path)
    again = ReportModel.load(tmp_path)
    before, after = (each.suspect("gasping for air", embed)[0] for each in (model, again))
    assert after.group == before.group
    assert after.strength == pytest.approx(before.strength, abs=1e-5)
