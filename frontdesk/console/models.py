"""What the console keeps, each model in the module of its name."""

from frontdesk.console.audit import AuditRow as AuditRow
from frontdesk.console.improve.candidate import Candidate as Candidate
from frontdesk.console.improve.candidate import Group as Group
from frontdesk.console.improve.correction import Correction as Correction
from frontdesk.console.improve.correction import Patch as Patch
from frontdesk.console.improve.gathering import Gathered as Gathered
from frontdesk.console.member import Member as Member
from frontdesk.console.review.mark import Assignment as Assignment
from frontdesk.console.review.mark import MessageFlag as MessageFlag
from frontdesk.console.review.mark import Note as Note
from frontdesk.console.review.mark import Tag as Tag
