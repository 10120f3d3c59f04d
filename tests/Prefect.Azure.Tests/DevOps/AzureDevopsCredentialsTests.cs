using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class AzureDevopsCredentialsTests : BlockConformance<AzureDevopsCredentials>
{
    private const string Secret = "jtw2r7pat4canary4q6e3xyz";

    protected override AzureDevopsCredentials Valid => new() { Token = Secret };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("azuredevops-credentials");

    [Fact]
    public void Header_holds_the_token_without_a_user() =>
        new AzureDevopsCredentials { Token = "abc" }.GetAuthHeader(TestContext.Current.CancellationToken).ToString().ShouldBe("Basic OmFiYw==");

    [Fact]
    public void Header_is_masked_wherever_it_is_printed() =>
        SecretMasker.Mask(Valid.GetAuthHeader(TestContext.Current.CancellationToken).ToString()).ShouldBe("Basic " + SecretMask.Display);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Header_without_a_token_is_refused(string? token) =>
        Should.Throw<AzureConfigurationException>(() => new AzureDevopsCredentials { Token = token is null ? null : new SecretString(token) }.GetAuthHeader(TestContext.Current.CancellationToken))
            .Field.ShouldBe("token");
}
