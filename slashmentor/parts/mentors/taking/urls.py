from django.urls import URLPattern, URLResolver, path, re_path

from slashmentor.commons.people.urls import AT

from . import elsewhere, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("mentor.schema.json", views.schema_json, name="schema"),
    re_path(rf"{AT}/mentor\.json\Z", views.as_json, name="json"),
    re_path(rf"{AT}/mentoring\.json\Z", views.old_json, name="old_json"),
    re_path(rf"{AT}/mentor\.md\Z", views.as_md, name="md"),
    re_path(rf"{AT}/mentor\.vcf\Z", views.as_vcf, name="vcf"),
    re_path(rf"{AT}/mentor\.html\Z", views.as_html, name="html"),
    re_path(rf"{AT}/mentor\.pdf\Z", views.as_printed, name="pdf"),
    re_path(rf"{AT}/mentor/qr\.svg\Z", views.qr, name="qr"),
    re_path(rf"{AT}/mentor/card\.png\Z", views.card_png, name="card"),
    re_path(rf"{AT}/mentor/embed\Z", elsewhere.embed, name="embed"),
    re_path(rf"{AT}/mentor/embed\.js\Z", elsewhere.embed_js, name="embed_js"),
    re_path(rf"{AT}/mentor/take\Z", elsewhere.take, name="take"),
]
