using System.Text.RegularExpressions;

namespace Prefect.Testing;

/// <summary>
/// PostgreSQL itself, with one user who signs in by password (SCRAM), over connections that may be encrypted. Its data lasts as long as the
/// server, which others share: a test makes tables of its own.
/// </summary>
public sealed partial class PostgresServer : EmulatorServer
{
    /// <summary>The user, who may do anything.</summary>
    public const string User = "prefect";

    /// <summary>Password of the user, which is the same on every machine.</summary>
    public const string Password = "scram-Wq7Lk2";

    /// <summary>The database that is there from the beginning.</summary>
    public const string Database = "postgres";

    /// <summary>Prepares the server where the install script puts it.</summary>
    public PostgresServer()
        : base(new EmulatorInstallation("postgres"))
    {
    }

    /// <summary>The server in the form of an ADO.NET connection string, with its port, user, password and database.</summary>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public string ConnectionString => $"Host=127.0.0.1;Port={Endpoint.Port};Username={User};Password={Password};Database={Database}";

    /// <summary>The server in SQLAlchemy's form, with its port, user, password and database.</summary>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public string Url => $"postgresql+psycopg2://{User}:{Password}@127.0.0.1:{Endpoint.Port}/{Database}";

    /// <summary>File of the server's certificate, for 127.0.0.1 and localhost, which nobody but itself signed; empty before it was started.</summary>
    public string CertificateFile { get; private set; } = "";

    /// <inheritdoc />
    protected override Task<bool> AnswersAsync(Uri endpoint, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc />
    protected override Task PrepareAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        CertificateFile = CertificatePath().Match(Output).Groups["path"].Value;
        return Task.CompletedTask;
    }

    [GeneratedRegex("certificate in (?<path>/.+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CertificatePath();
}
