-- Up Migration

-- What lists are filtered by beside type and status, as short words: `positions:both`, `attribution:claimed`, `overdue`.
-- They follow from the feature (incidents/tags.ts); kept beside it, a filter need not read its text. They have no index: a
-- filter of so few values leaves too many rows for one to pay, and every write would pay.
do $$
declare
  collection text;
begin
  foreach collection in array array['incident', 'airspace_claim', 'crossing', 'agreement'] loop
    execute format('alter table %I add column tags text[] not null default ''{}''', collection || '_projections');
    execute format('alter table %I add column tags text[] not null default ''{}''', collection || '_projection_history');
  end loop;
end $$;

create function tags_of_incident(properties jsonb, details jsonb) returns text[] language sql immutable as $$
  select array_remove(array[
    case properties ->> 'partiesStated'
      when 'both' then 'positions:both' when 'none' then 'positions:none' else 'positions:one' end,
    case when jsonb_array_length(properties -> 'accountsDifferOn') > 0 then 'positions:differ' end,
    'attribution:' || coalesce(properties ->> 'attribution', details ->> 'attribution', 'not-assessed'),
    'compliance:' || coalesce(properties ->> 'compliance', details ->> 'compliance', 'not-considered'),
    case when properties -> 'overdue' = 'true' then 'overdue' end,
    case when properties -> 'underReview' = 'true' then 'under-review' end
  ], null)
$$;
update incident_projections set tags = tags_of_incident(feature::jsonb -> 'properties', details);
update incident_projection_history set tags = tags_of_incident(feature::jsonb -> 'properties', details);
drop function tags_of_incident;
