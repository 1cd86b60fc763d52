"""What becomes of looking after communities when two accounts become one."""

from slashmentor.commons.people.data import merges_once

merges_once("communities.moderator.member", each="community")
