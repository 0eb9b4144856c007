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

const names = new WeakMap<Statement<unknown>, string>();

/**
 * Has a server keep the plan of a statement under a name, which saves more than the work itself where a statement is short
 * and runs often. Only for statements whose text is always the same and whose best plan does not hang on the values.
 */
export function kept<Row>(name: string, statement: Statement<Row>): Statement<Row> {
  names.set(statement, name);
  return statement;
}

/** The name under which a statement's plan is kept, if it is. */
export function keptName(statement: Statement<unknown>): string | undefined {
  return names.get(statement);
}

/** Text with $1, $2, … and the values for them, as `pg` takes them. */
export function compile<Row>(statement: Statement<Row>): { text: string; values: unknown[] } {
  const { sql: text, parameters } = statement.compile(compiler);
  return { text, values: [...parameters] };
}
