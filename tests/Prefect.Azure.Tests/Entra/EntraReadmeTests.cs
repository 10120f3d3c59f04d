using System.Data.Common;

namespace Prefect.Azure.Tests;

public sealed class EntraReadmeTests
{
    [Fact]
    public void The_sample_of_the_README_runs()
    {
        EntraPostgresSettings settings = new() { Enabled = true, ClientId = "00000000-0000-0000-0000-000000000000" };

        DbConnectionStringBuilder connection = new() { ConnectionString = "Host=sales.postgres.database.azure.com;Username=etl-identity;Database=sales" };
        if (settings.CreatePasswordProvider() is { } passwords)
        {
            EntraPasswordProvider.RequireTls(connection);
            UsePasswordProvider(passwords.GetPassword, passwords.GetPasswordAsync);
        }

        connection["SSL Mode"].ShouldBe("VerifyFull");
    }

    // As Npgsql's data source builder has it.
    private static void UsePasswordProvider(
        Func<DbConnectionStringBuilder, string> provider, Func<DbConnectionStringBuilder, CancellationToken, ValueTask<string>> asyncProvider) =>
        (provider is not null && asyncProvider is not null).ShouldBeTrue();
}
