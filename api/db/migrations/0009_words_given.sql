-- Up Migration

-- Words given for a move that takes several are told to those who may be the next. Cases in which some wait are looked at
-- anew by the sweep; all others stay as they are.
update incident_projections set due_at = now()
  where id in (select parent_id from records where kind = 'case');
