import pytest


def says(response):
    """The sentence on an error page."""
    return response.content.decode().partition('<p class="lede">')[2].partition("</p>")[0]


@pytest.mark.parametrize(
    ("how", "status", "sentence"),
    [
        ("refused", 403, "Only the asker can accept an answer."),
        ("invalid", 400, "Please give it a title."),
        ("busy", 429, "That was a lot. Please wait a minute."),
    ],
)
def test_a_sentence_for_people_becomes_a_page(visitor, how, status, sentence):
    response = visitor.get(f"/fail/{how}")
    assert (response.status_code, says(response)) == (status, sentence)


def test_too_fast_says_when_it_works_again(visitor):
    assert visitor.get("/fail/busy")["Retry-After"] == "42"


@pytest.mark.parametrize(("how", "status"), [("locked", 503), ("full", 507)])
def test_a_database_that_is_away_or_full_says_so_and_when_to_return(visitor, how, status):
    response = visitor.get(f"/fail/{how}")
    assert (response.status_code, "Retry-After" in response, says(response) != "") == (status, True, True)


@pytest.mark.parametrize("how", ["bug", "data"])
def test_a_bug_is_a_calm_page_without_its_traceback(visitor, how):
    response = visitor.get(f"/fail/{how}")
    assert response.status_code == 500
    assert says(response).startswith("That was our mistake")
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize("how", ["bug", "locked", "full"])
def test_what_broke_is_told_without_the_database(visitor, session, how):
    # no database is allowed in this test, and the reader has a session to look up
    visitor.cookies.load(session)
    assert visitor.get(f"/fail/{how}").status_code >= 500


def test_htmx_gets_the_sentence_alone_and_where_it_belongs(visitor):
    response = visitor.get("/fail/refused", headers={"HX-Request": "true"})
    assert response.status_code == 403
    assert response["HX-Retarget"] == "#says"
    assert response.content.decode().startswith('<div class="notice bad" role="alert">')


def test_a_missing_page_is_found_missing(visitor):
    response = visitor.get("/nowhere")
    assert response.status_code == 404
    assert says(response).startswith("There is no page at this address.")


def test_a_form_without_its_token_is_refused_with_a_sentence(visitor):
    visitor.handler.enforce_csrf_checks = True
    response = visitor.post("/thing", {"q": "1"})
    assert response.status_code == 403
    assert says(response).startswith("It was open for a long time")


@pytest.mark.parametrize(
    "address",
    [
        "/thing?q=%00",
        "/thing?q=%ff",
        "/thing?%C0%80",
        "/thing?q=%ED%A0%80",
        "/thing%00",
        "/thing?a=1&b=x%00y",
        "/thing?%00=1",
    ],
)
def test_what_no_keyboard_makes_is_turned_away(visitor, address):
    assert visitor.get(address).status_code == 400


@pytest.mark.parametrize(
    "address", ["/thing?q=%E2%80%AEx", "/thing?q=%F0%9F%8C%B1", "/thing?q=a%20b+c&%", "/thing?q=50%"]
)
def test_odd_but_real_text_comes_through(visitor, address):
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize("body", ["q=%00", "q=\0", "q=%ff", "a=1&b=%00"])
def test_a_form_with_such_text_is_turned_away(visitor, body):
    response = visitor.post("/thing", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400


def test_a_form_with_a_file_and_such_text_is_turned_away(visitor):
    visitor.handler.enforce_csrf_checks = True  # as in life: it is what reads the form
    token = visitor.get("/accounts/login/").cookies["csrftoken"].value
    response = visitor.post("/thing", {"csrfmiddlewaretoken": token, "q": "a\0b"})
    assert response.status_code == 400


def test_umlauts_in_a_form_come_through(visitor):
    response = visitor.post("/thing", "q=%C3%A4", content_type="application/x-www-form-urlencoded")
    assert response.content.decode() == "0  ä"


def test_a_huge_form_is_refused_with_a_sentence(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = visitor.post("/thing", "q=" + "a" * 2000, content_type="application/x-www-form-urlencoded")
    assert (response.status_code, says(response)) == (
        413,
        "That is more text than fits here. Please shorten it and send it again.",
    )


def test_a_form_of_too_many_fields_is_refused(visitor):
    fields = "&".join(f"a{n}=1" for n in range(500))
    assert visitor.post("/thing", fields, content_type="application/x-www-form-urlencoded").status_code == 400


@pytest.mark.parametrize("number", ["9223372036854775808", "12345678901234567890", "9" * 100, "9" * 4000])
def test_a_number_too_large_for_a_key_is_not_found(visitor, number):
    assert visitor.get(f"/things/{number}").status_code == 404


def test_the_largest_key_reaches_its_page(visitor):
    assert visitor.get("/things/9223372036854775807").status_code == 200
