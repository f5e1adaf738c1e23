"""Which photographs stand together."""

from __future__ import annotations

from plugins.edition.plan.gallery import ALBUM, Album, Year, albums, base_card, through_the_years, unique

from ..township import a_base, a_day, a_photo, a_story


def test_unique() -> None:
    """A picture stands once, known by its content where that is known and by its file where it is not; the first
    stays."""
    first, again = a_photo("a.jpg", "一", digest="d1"), a_photo("copy-of-a.jpg", "二", digest="d1")
    other, missing = a_photo("b.jpg", digest="d2"), a_photo("gone.jpg")
    assert unique([first, other, again, missing, missing]) == (first, other, missing)
    seen = {"d2"}
    assert unique([first, other], seen) == (first,)
    assert seen == {"d1", "d2"}


def test_through_the_years() -> None:
    """A base shows its own photographs, then those of stories whose caption names it, newest year first."""
    own = a_photo("bases/jinye/field.jpg")
    base = a_base(photos=(own,), names=("近叶基地",))
    new, old = a_photo("n.jpg", "近叶药材基地（本站 摄）"), a_photo("o.jpg", "人在近叶基地采收")
    other = a_photo("x.jpg", "别处")
    stories = [
        a_story("new", date=a_day("2021-06-01"), photos=(other, new)),
        a_story("old", date=a_day("2019-06-01"), photos=(old,)),
    ]
    assert through_the_years([base], stories) == {"jinye": (Year(0, (own,)), Year(2021, (new,)), Year(2019, (old,)))}


def test_a_base_without_photographs() -> None:
    """A base that no picture shows has no years; without bases there is nothing to look for."""
    assert through_the_years([a_base()], [a_story(photos=(a_photo(caption="别处"),))]) == {"jinye": ()}
    assert through_the_years([], [a_story(photos=(a_photo(caption="别处"),))]) == {}


def test_a_picture_shown_twice() -> None:
    """A picture that the base and two stories show stands once, with the base."""
    caption = "近叶药材基地"
    own = a_photo("f.jpg", caption, digest="d1")
    story = a_story(
        photos=(a_photo("g.jpg", caption, digest="d1"), a_photo("h.jpg", f"{caption}与{caption}", digest="d2"))
    )
    (first, second) = through_the_years([a_base(photos=(own,))], [story])["jinye"]
    assert first == Year(0, (own,))
    assert [photo.source for photo in second.photos] == ["h.jpg"]


def test_names_within_names() -> None:
    """A caption that holds a longer name belongs to the base of the longer name only."""
    tea, old_tea, park = a_base("cha", "茶叶基地"), a_base("laocha", "老茶叶基地"), a_base("yuan", "茶叶基地观光园")
    old, walk = a_photo("a.jpg", "老茶叶基地的春天"), a_photo("b.jpg", "茶叶基地观光园的春天")
    found = through_the_years([tea, old_tea, park], [a_story(photos=(old, walk))])
    assert found == {"cha": (), "laocha": (Year(2021, (old,)),), "yuan": (Year(2021, (walk,)),)}


def test_names_with_marks() -> None:
    """A base's name may hold marks that mean something to a pattern."""
    base = a_base("gu", "食用菌（香菇+木耳）基地")
    photo = a_photo(caption="食用菌（香菇+木耳）基地全景")
    assert through_the_years([base], [a_story(photos=(photo,))]) == {"gu": (Year(2021, (photo,)),)}


def test_one_caption_two_bases() -> None:
    """A caption that names two bases gives its picture to both."""
    photo = a_photo(caption="从近叶药材基地望峡口水果基地")
    found = through_the_years([a_base(), a_base("xiakou", "峡口水果基地")], [a_story(photos=(photo,))])
    assert [[year.photos for year in years] for years in found.values()] == [[(photo,)], [(photo,)]]


def test_albums() -> None:
    """A story with three different pictures or more is an album of its first few."""
    many = tuple(a_photo(f"{n}.jpg") for n in range(ALBUM + 2))
    twice = (a_photo("a.jpg", digest="d"), a_photo("b.jpg", digest="d"), a_photo("c.jpg"))
    full, poor = a_story("full", photos=many), a_story("poor", photos=twice)
    assert albums([poor, full, a_story("none")]) == [Album(full.card, many[:ALBUM])]


def test_the_card_of_a_base() -> None:
    """A base is shown by its cover, else by the first picture there is of it."""
    cover, photo = a_photo("c.jpg"), a_photo("p.jpg")
    years = (Year(2021, (photo,)), Year(2020, (a_photo("q.jpg"),)))
    assert base_card(a_base(cover=cover), years).photo == cover
    assert (base_card(a_base(), years).photo, base_card(a_base(), years).pictures) == (photo, 2)
    assert base_card(a_base(), ()).photo is None
