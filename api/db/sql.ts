import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';

export { sql } from 'kysely';

/** A statement whose every value is bound; rows have the shape `Row`. */
export type Statement<Row> = RawBuilder<Row>;

/** Turns bound statements into text and values. It never runs anything itself. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Text with $1, $2, … and the values for them, as `pg` takes them. */
export function compile<Row>(statement: Statement<Row>): { text: string; values: unknown[] } {
  const { sql: text, parameters } = statement.compile(compiler);
  return { text, values: [...parameters] };
}
