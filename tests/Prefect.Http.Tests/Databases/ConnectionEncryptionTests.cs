using System.Data.Common;

namespace Prefect.Http.Tests.Databases;

public sealed class ConnectionEncryptionTests
{
    [Theory]
    [InlineData("Host=db", "VerifyFull")]
    [InlineData("Host=db;SSL Mode=Prefer", "VerifyFull")]
    [InlineData("Host=db;SslMode=Allow", "VerifyFull")]
    [InlineData("Host=db;SSL Mode=Disable", "VerifyFull")]
    [InlineData("Host=db;SSL Mode=", "VerifyFull")]
    [InlineData("Host=db;SSL Mode=Require", "Require")]
    [InlineData("Host=db;SslMode=verify-ca", "verify-ca")]
    [InlineData("Host=db;ssl mode=VerifyFull", "VerifyFull")]
    public void What_is_less_than_encrypted_becomes_verified(string text, string mode)
    {
        DbConnectionStringBuilder connection = new() { ConnectionString = text };

        ConnectionEncryption.Require(connection);

        connection[connection.ContainsKey("SslMode") ? "SslMode" : "SSL Mode"].ShouldBe(mode);
    }

    [Fact]
    public void A_connection_must_be_given() => Should.Throw<ArgumentNullException>(() => ConnectionEncryption.Require(null!));
}
