using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Credentials;

public sealed class SnowflakeCredentialsConformanceTests : BlockConformance<SnowflakeCredentials>
{
    private const string Password = "snowflake-canary-password-5Rk2";

    protected override SnowflakeCredentials Valid => new()
    {
        Account = "harbour-cranes",
        User = "loader",
        Password = Password,
        Authenticator = SnowflakeAuthenticator.UsernamePasswordMfa,
        Role = "LOADER",
        Autocommit = true,
    };

    protected override IReadOnlyList<string> Canaries => [Password];

    protected override JsonObject Golden => GoldenBlockTypes.Get("snowflake-credentials");
}
