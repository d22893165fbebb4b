import pytest
from main import price

from prodready.kit import faults
from prodready.kit.incident import serve


def test_good_answer():
    with serve(faults.json({"cents": 495})) as carrier:
        assert price(carrier.url) == 495


def test_silence_ends_within_its_limit():
    with serve(faults.hang()) as carrier:
        with pytest.raises(TimeoutError):
            price(carrier.url)
