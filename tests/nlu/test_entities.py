import pytest

from needlewise.language import pipeline


@pytest.fixture(scope="module")
def read():
    language = pipeline.create()
    return lambda text: {(span.label_, span.ent_id_ or span.text) for span in language(text).ents}


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("and for back pain?", "condition", "back pain"),
        ("my lower back is sore", "condition", "back pain"),
        ("does it help sciatica", "condition", "sciatica"),
        ("sciatic nerve pain", "condition", "sciatica"),
        ("could it help my frozen shoulder", "condition", "shoulder pain"),
        ("plantar fasciitis", "condition", "heel pain"),
        ("i am on warfarin", "treatment", "blood thinner"),
        ("better than a chiro?", "treatment", "chiropractic"),
        ("it is chronic", "severity", "chronic"),
        ("for 3 months now", "duration", "3 months"),
        ("a couple of weeks", "duration", "couple of weeks"),
    ],
)
def test_pipeline_finds_what_patients_name(read, text, entity, value):
    assert (entity, value) in read(text)


def test_pipeline_does_not_take_coming_back_for_a_condition(read):
    assert not [label for label, _ in read("will the pain come back") if label == "condition"]


def test_pipeline_name_changes_with_its_content(monkeypatch, tmp_path):
    before = pipeline.name()
    (tmp_path / "entities.yml").write_text("condition: {}\n", encoding="utf-8")
    monkeypatch.setattr(pipeline, "_HERE", tmp_path)
    assert pipeline.name() != before
