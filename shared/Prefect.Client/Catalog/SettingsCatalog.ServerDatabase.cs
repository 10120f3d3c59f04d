namespace Prefect.Client;

public static partial class SettingsCatalog
{
    private static SettingDefinition[] ServerDatabaseSettings() =>
    [
        Define("server.database.sqlalchemy.connect_args.application_name", SettingType.Text, null, "Name the server gives its PostgreSQL connections.", optional: true),
        Define("server.database.sqlalchemy.connect_args.search_path", SettingType.Text, null, "PostgreSQL schemas the server searches, in order.", optional: true),
        Define("server.database.sqlalchemy.connect_args.statement_cache_size", SettingType.WholeNumber, null, "Statements each PostgreSQL connection caches; 0 behind a transaction-mode pooler.", optional: true),
        Define("server.database.sqlalchemy.connect_args.prepared_statement_cache_size", SettingType.WholeNumber, null, "Prepared statements each PostgreSQL connection caches; 0 for none.", optional: true),
        Define("server.database.sqlalchemy.pool_size", SettingType.WholeNumber, "5", "Connections the server keeps open to its database.", alias: "PREFECT_SQLALCHEMY_POOL_SIZE"),
        Define("server.database.sqlalchemy.pool_recycle", SettingType.WholeNumber, "3600", "Seconds after which the server renews a database connection; -1 for never."),
        Define("server.database.sqlalchemy.pool_timeout", SettingType.Number, "30", "Seconds the server waits for a free database connection.", optional: true),
        Define("server.database.sqlalchemy.max_overflow", SettingType.WholeNumber, "10", "Connections the server may open beyond its pool; -1 for any number.", alias: "PREFECT_SQLALCHEMY_MAX_OVERFLOW"),
        Define("server.database.sqlalchemy.connect_args.tls.enabled", SettingType.Boolean, "false", "Connects the server to PostgreSQL over mutual TLS."),
        Define("server.database.sqlalchemy.connect_args.tls.ca_file", SettingType.Text, null, "Certificate authority file of the server's PostgreSQL connections.", optional: true),
        Define("server.database.sqlalchemy.connect_args.tls.cert_file", SettingType.Text, null, "Client certificate file of the server's PostgreSQL connections.", optional: true),
        Define("server.database.sqlalchemy.connect_args.tls.key_file", SettingType.Text, null, "Client key file of the server's PostgreSQL connections.", optional: true),
        Define("server.database.sqlalchemy.connect_args.tls.check_hostname", SettingType.Boolean, "true", "Checks that PostgreSQL's certificate names its host."),
        Define("server.database.connection_url", SettingType.Text, null, "Connection string of the server's database.", alias: "PREFECT_API_DATABASE_CONNECTION_URL", optional: true, secret: true),
        Define("server.database.driver", SettingType.Text, null, "Driver of the server's database; taken from the connection string unless set.", alias: "PREFECT_API_DATABASE_DRIVER", optional: true),
        Define("server.database.host", SettingType.Text, null, "Host of the server's database.", alias: "PREFECT_API_DATABASE_HOST", optional: true),
        Define("server.database.port", SettingType.WholeNumber, null, "Port of the server's database.", alias: "PREFECT_API_DATABASE_PORT", optional: true),
        Define("server.database.user", SettingType.Text, null, "User of the server's database.", alias: "PREFECT_API_DATABASE_USER", optional: true),
        Define("server.database.name", SettingType.Text, null, "Name of the server's database, or its file for SQLite.", alias: "PREFECT_API_DATABASE_NAME", optional: true),
        Define("server.database.password", SettingType.Text, null, "Password of the server's database.", alias: "PREFECT_API_DATABASE_PASSWORD", optional: true, secret: true),
        Define("server.database.echo", SettingType.Boolean, "false", "Logs every SQL statement of the server.", alias: "PREFECT_API_DATABASE_ECHO"),
        Define("server.database.migrate_on_start", SettingType.Boolean, "true", "Migrates the server's database when it starts.", alias: "PREFECT_API_DATABASE_MIGRATE_ON_START"),
        Define("server.database.timeout", SettingType.Number, "10", "Seconds a statement of the server may take.", alias: "PREFECT_API_DATABASE_TIMEOUT", optional: true),
        Define("server.database.connection_timeout", SettingType.Number, "5", "Seconds the server waits for a database connection to open.", alias: "PREFECT_API_DATABASE_CONNECTION_TIMEOUT", optional: true),
    ];
}
