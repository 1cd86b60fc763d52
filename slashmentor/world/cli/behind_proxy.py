"""The pages as `web` serves them: a proxy on this machine may say who asked, nobody else."""

from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from slashmentor.wsgi import application as pages

application = wrap_wsgi_with_proxy_headers(pages, trusted_hosts="127.0.0.1")
