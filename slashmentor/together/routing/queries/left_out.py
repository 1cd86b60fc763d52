"""Which questions a member is not shown, whoever found them."""

from datetime import datetime

# Each of them is one look along a unique key, the answers along answers_by_time.
LEFT_OUT = """
  q.kind = 1 AND q.deleted_at IS NULL AND q.closed_at IS NULL AND q.locked_at IS NULL
  AND (q.author_id IS NULL OR q.author_id <> %s)
  AND NOT EXISTS (SELECT 1 FROM routing_notforme n WHERE n.member_id = %s AND n.question_id = q.id)
  AND NOT EXISTS (SELECT 1 FROM routing_later l WHERE l.member_id = %s AND l.question_id = q.id AND l.until > %s)
  AND NOT EXISTS (SELECT 1 FROM routing_takenon o WHERE o.member_id = %s AND o.question_id = q.id AND o.until > %s)
  AND NOT EXISTS (SELECT 1 FROM questions_entry a WHERE a.question_id = q.id AND a.kind = 2 AND a.author_id = %s)
  AND NOT EXISTS (
    SELECT 1 FROM routing_declined d JOIN questions_tagging t ON t.topic_id = d.topic_id AND t.question_id = q.id
    WHERE d.member_id = %s AND (d.until IS NULL OR d.until > %s))
  AND NOT EXISTS (SELECT 1 FROM routing_invitation i WHERE i.question_id = q.id AND i.to_id = %s)
  AND NOT EXISTS (SELECT 1 FROM safety_block b WHERE b.by_id = %s AND b.member_id = q.author_id)
  AND NOT EXISTS (SELECT 1 FROM safety_block b WHERE b.by_id = q.author_id AND b.member_id = %s)
"""


def left_out(member_id: int, now: datetime) -> list[object]:
    """The parameters of LEFT_OUT, in their order.

    It leaves out what is no open question, their own, waved off, put off, what they are on, answered, what is about a
    topic that they declined, what somebody pointed them to (that stands above the list, or they ignored it), and what
    somebody asked whom they block or who blocks them. `q` is the question's row. (Their own anonymous ones:
    `seals.theirs_among`.)
    """
    one = member_id
    return [one, one, one, now, one, now, one, one, now, one, one, one]
