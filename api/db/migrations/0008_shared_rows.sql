-- Up Migration

-- Most records look the same to the parties, the mediators and staff. What all four see alike is kept once, under `inside`:
-- two rows in place of five for each write, and as many fewer entries in each index. What was kept apart stays apart until
-- it changes.
do $$
declare
  collection text;
begin
  foreach collection in array array['incident', 'airspace_claim', 'crossing', 'agreement'] loop
    execute format('create table %I partition of %I for values in (%L)',
      collection || '_projections_inside', collection || '_projections', 'inside');
    execute format('create table %I partition of %I for values in (%L)',
      collection || '_projection_history_inside', collection || '_projection_history', 'inside');
  end loop;
end $$;
