import pytest
from PIL import Image

from models.errors import BadInput
from tabs.read import elongated
from tabs.read.elongated import refuse_elongated

LIMITS = [most for name, most in vars(elongated).items() if name.startswith("MOST_FOR_")]


@pytest.mark.parametrize("most", LIMITS)
@pytest.mark.parametrize("wide", [False, True])
def test_the_limit_is_accepted_and_one_pixel_more_refused(most, wide):
    def picture(long):
        return Image.new("L", (long, 4) if wide else (4, long))

    refuse_elongated(picture(4 * most), most)
    with pytest.raises(BadInput, match=f"at most {most} times"):
        refuse_elongated(picture(4 * most + 1), most)
