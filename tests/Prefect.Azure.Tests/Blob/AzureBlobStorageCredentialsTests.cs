using Prefect.Blocks;

namespace Prefect.Azure.Tests;

public sealed class AzureBlobStorageCredentialsTests
{
    private const string Key = AzureBlobStorageCredentialsConformanceTests.Key;

    [Fact]
    public void Token_credential_beside_a_connection_string_is_refused_rather_than_left_unused()
    {
        AzureBlobStorageCredentials credentials = new AzureBlobStorageCredentials { ConnectionString = "UseDevelopmentStorage=true" }
            .WithTokenCredential(new global::Azure.Identity.DefaultAzureCredential());
        Should.Throw<AzureConfigurationException>(() => credentials.GetClient()).Field.ShouldBe("connection_string");
    }

    [Fact]
    public void Neither_a_connection_string_nor_an_address_is_refused() =>
        Refused(new AzureBlobStorageCredentials()).Field.ShouldBe("connection_string");

    [Fact]
    public void Both_a_connection_string_and_an_address_are_refused() =>
        Refused(new() { ConnectionString = AzureBlobStorageCredentialsConformanceTests.Connection, AccountUrl = "https://a.blob.core.windows.net" })
            .Field.ShouldBe("account_url");

    [Theory]
    [InlineData("id", null, null)]
    [InlineData(null, "tenant", null)]
    [InlineData("id", "tenant", null)]
    [InlineData("id", null, "secret")]
    public void A_principal_needs_all_three_parts(string? client, string? tenant, string? secret) =>
        Refused(new() { AccountUrl = "https://a.blob.core.windows.net", ClientId = client, TenantId = tenant, ClientSecret = secret })
            .Message.ShouldContain("all of client_id, tenant_id and client_secret");

    [Fact]
    public void A_principal_needs_an_address_and_bears_no_connection_string()
    {
        AzureBlobStorageCredentials principal = new() { ClientId = "id", TenantId = "tenant", ClientSecret = "canary-client-secret" };
        Refused(principal).Field.ShouldBe("account_url");
        Refused(principal with { ConnectionString = AzureBlobStorageCredentialsConformanceTests.Connection }).Field.ShouldBe("account_url");
        Refused(principal with { ConnectionString = AzureBlobStorageCredentialsConformanceTests.Connection, AccountUrl = "https://a.blob.core.windows.net" })
            .Field.ShouldBe("connection_string");
    }

    [Theory]
    [InlineData("a.blob.core.windows.net")]
    [InlineData("http://a.blob.core.windows.net")]
    [InlineData("ftp://a")]
    [InlineData("https://a.blob.core.windows.net/?sv=2020&sig=abc")]
    [InlineData("https://user:word@a.blob.core.windows.net/")]
    public void An_address_is_https_and_holds_no_secret(string address)
    {
        AzureConfigurationException refused = Refused(new() { AccountUrl = address });
        refused.Field.ShouldBe("account_url");
        refused.Message.ShouldNotContain("sig=abc");
        refused.Message.ShouldNotContain("word@");
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1/", "SharedKey")]
    [InlineData("usedevelopmentstorage=TRUE;DevelopmentStorageProxyUri=http://azurite", "http://azurite:10000/devstoreaccount1/", "SharedKey")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=lake;AccountKey={Key};EndpointSuffix=core.chinacloudapi.cn", "https://lake.blob.core.chinacloudapi.cn/", "SharedKey")]
    [InlineData($"AccountName=lake;AccountKey={Key}", "https://lake.blob.core.windows.net/", "SharedKey")]
    [InlineData($"AccountName=lake;AccountKey={Key};BlobEndpoint=http://10.0.0.7:10000/lake", "http://10.0.0.7:10000/lake/", "SharedKey")]
    [InlineData("BlobEndpoint=https://lake.blob.core.windows.net/;SharedAccessSignature=?sv=2020&sig=aaaa", "https://lake.blob.core.windows.net/", "SharedAccessSignature")]
    [InlineData("BlobEndpoint=https://lake.blob.core.windows.net/?sv=2020&sig=aaaa", "https://lake.blob.core.windows.net/", "SharedAccessSignature")]
    [InlineData("AccountName=lake;SharedAccessSignature=sv=2020&sig=aaaa", "https://lake.blob.core.windows.net/", "SharedAccessSignature")]
    [InlineData("BlobEndpoint=https://lake.blob.core.windows.net", "https://lake.blob.core.windows.net/", "Anonymous")]
    public void A_connection_string_says_where_and_how(string text, string endpoint, string signIn)
    {
        BlobAccount account = new AzureBlobStorageCredentials { ConnectionString = text }.Account();

        account.Endpoint.AbsoluteUri.ShouldBe(endpoint);
        account.SignIn.GetType().Name.ShouldBe(signIn);
        account.ToString().ShouldNotContain("aaaa");
    }

    [Theory]
    [InlineData("nonsense-with-secret")]
    [InlineData(";;")]
    [InlineData("AccountName=lake;AccountKey=not-base64-secret!")]
    [InlineData("AccountKey=c2VjcmV0;BlobEndpoint=https://a")]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("AccountName=a;AccountName=secret")]
    [InlineData("BlobEndpoint=no-address-secret")]
    public void A_connection_string_that_cannot_be_used_is_refused_without_repeating_it(string text)
    {
        AzureConfigurationException refused = Refused(new() { ConnectionString = text });
        refused.Field.ShouldBe("connection_string");
        refused.ToString().ShouldNotContain("secret");
        refused.ToString().ShouldNotContain("c2VjcmV0");
    }

    [Theory]
    [InlineData("sv=2020-08-04&ss=b&sig=c2lnbmF0dXJlLW9mLWEtdGVzdA%3D%3D", "c2lnbmF0dXJlLW9mLWEtdGVzdA==")]
    [InlineData("sv=2020-08-04&ss=b&sig=c2lnbmF0dXJlLW9mLWEtdGVzdA%3D%3D", "c2lnbmF0dXJlLW9mLWEtdGVzdA%3D%3D")]
    public void What_signs_is_masked_wherever_it_turns_up(string token, string signature)
    {
        new AzureBlobStorageCredentials { ConnectionString = $"BlobEndpoint=https://lake.blob.core.windows.net;SharedAccessSignature={token}" }.Account();
        SecretMasker.Mask($"refused {signature}").ShouldNotContain(signature);
    }

    [Fact]
    public void Clients_are_shared_by_content()
    {
        AzureBlobStorageCredentials credentials = new() { ConnectionString = AzureBlobStorageCredentialsConformanceTests.Connection };
        IBlobService one = credentials.Service(BlobTransferOptions.Default);

        (credentials with { }).Service(BlobTransferOptions.Default).ShouldBeSameAs(one);
        credentials.GetClient().ShouldBeSameAs((credentials with { }).GetClient());
        credentials.Service(BlobTransferOptions.Default with { Retries = 1 }).ShouldNotBeSameAs(one);
        (credentials with { ConnectionString = $"AccountName=other;AccountKey={Key}" }).Service(BlobTransferOptions.Default).ShouldNotBeSameAs(one);
    }

    [Theory]
    [InlineData("Landing")]
    [InlineData("a")]
    [InlineData("a--b")]
    [InlineData("../etc")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    public void A_name_that_no_container_can_have_is_refused(string name)
    {
        AzureBlobStorageCredentials credentials = new() { ConnectionString = AzureBlobStorageCredentialsConformanceTests.Connection };
        Should.Throw<ArgumentException>(() => credentials.GetContainerClient(name)).Message.ShouldContain(name);
        Should.Throw<AzureConfigurationException>(() => new AzureBlobStorageContainer { ContainerName = name, Credentials = credentials }.Connect())
            .Field.ShouldBe("container_name");
    }

    [Fact]
    public void The_default_credentials_of_a_container_have_nothing_to_sign_in_with() =>
        Should.Throw<AzureConfigurationException>(() => new AzureBlobStorageContainer { ContainerName = "landing" }.Connect());

    private static AzureConfigurationException Refused(AzureBlobStorageCredentials credentials) =>
        Should.Throw<AzureConfigurationException>(() => credentials.GetClient());
}
