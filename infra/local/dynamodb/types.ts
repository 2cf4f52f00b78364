/** One attribute in DynamoDB JSON, e.g. `{"S": "x"}`; binary values are base64 text as on the wire. */
export type Attribute = Readonly<Record<string, unknown>>;
/** One item in DynamoDB JSON. */
export type Item = Readonly<Record<string, Attribute>>;
/** Input or output of an operation, as JSON. */
export type Json = Record<string, unknown>;

/** One index of a table. */
export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

/** A table as the engine knows it, with what the front adds (stream and TTL). */
export interface TableDefinition {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableId: string;
  readonly TableStatus: 'ACTIVE';
  readonly CreationDateTime: number;
  readonly ItemCount: number;
  readonly TableSizeBytes: number;
  readonly BillingModeSummary: { readonly BillingMode: 'PAY_PER_REQUEST' };
  readonly ProvisionedThroughput: Json;
  readonly KeySchema: readonly KeyElement[];
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
  readonly GlobalSecondaryIndexes?: readonly (IndexDefinition & { readonly IndexStatus: 'ACTIVE' })[];
  readonly StreamSpecification?: { readonly StreamEnabled: true; readonly StreamViewType: string };
  readonly DeletionProtectionEnabled?: boolean;
}

/** What the front needs to know of a table beside its definition. */
export interface Table {
  readonly definition: TableDefinition;
  /** Attribute with the epoch second of expiry, if TTL is on. */
  readonly ttlAttribute?: string;
  /** What a stream record carries, if the table has a stream. */
  readonly streamView?: string;
}

/** One change of one item, in the order of writing. */
export interface Change {
  readonly table: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}
