"""Pictures for people to look at: results/screenshots."""

import pytest
from chat import Chat
from clinic_page import OpenPage, Picture
from playwright.sync_api import expect


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone", "narrow"])
def test_pictures_are_taken(open_page: OpenPage, picture: Picture, size: str, scheme: str) -> None:
    page = open_page(size, scheme=scheme, reduced_motion="reduce")
    picture(page, f"{size} {scheme} 1 page")
    chat = Chat(page).open()
    picture(page, f"{size} {scheme} 2 greeting")
    chat.ask("Does dry needling hurt?").locator("summary").click()
    picture(page, f"{size} {scheme} 3 sources")
    chat.ask("What are the benefits of dry needling?")
    picture(page, f"{size} {scheme} 4 long answer")
    chat.ask("I can't catch my breath since yesterday's needling")
    picture(page, f"{size} {scheme} 5 emergency")
    chat.ask("Should I have it?")
    picture(page, f"{size} {scheme} 6 advice")
    page.route("**/chat/messages", lambda route: route.abort())
    chat.send("How many sessions will I need?")
    expect(chat.alert).to_contain_text("No connection")
    picture(page, f"{size} {scheme} 7 lost")


def test_picture_of_an_unreachable_desk_is_taken(open_page: OpenPage, picture: Picture) -> None:
    page = open_page("phone")
    page.route("**/chat/**", lambda route: route.abort())
    chat = Chat(page)
    chat.launcher.click()
    expect(chat.element.locator(".offline")).to_be_visible()
    picture(page, "phone light 8 unreachable")


def test_picture_of_forced_colours_is_taken(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(forced_colors="active")
    Chat(page).open().ask("I can't catch my breath since yesterday's needling")
    picture(page, "desktop forced colours")


def test_picture_from_right_to_left_is_taken(open_page: OpenPage, picture: Picture) -> None:
    page = open_page("phone")
    page.evaluate("document.documentElement.dir = 'rtl'")
    Chat(page).open().ask("Does dry needling hurt?").locator("summary").click()
    picture(page, "phone right to left")
