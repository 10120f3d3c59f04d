namespace Prefect.Gcp.Tests.Rest;

public sealed class GoogleEndpointTests
{
    private static GoogleEndpoint Of(GcpService service, string universe = "googleapis.com", params IReadOnlyList<(string Name, string Value)> variables)
    {
        Dictionary<string, string> set = variables.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        return GoogleEndpoint.Of(service, universe, new GcpAccess { Variable = set.GetValueOrDefault });
    }

    [Fact]
    public void A_service_is_at_its_host_in_the_universe_and_the_region()
    {
        Of(GcpService.Storage).Address.ShouldBe(new Uri("https://storage.googleapis.com/"));
        Of(GcpService.Vertex.In("europe-west4")).Address.ShouldBe(new Uri("https://europe-west4-aiplatform.googleapis.com/"));
        Of(GcpService.BigQuery, "apis.example.goog").Address.ShouldBe(new Uri("https://bigquery.apis.example.goog/"));
    }

    [Theory]
    [InlineData("localhost:9199", "http://localhost:9199/")]
    [InlineData("http://127.0.0.1:4443", "http://127.0.0.1:4443/")]
    [InlineData(" http://10.0.0.1:4443/base ", "http://10.0.0.1:4443/base/")]
    public void An_emulator_is_not_signed_in_to(string variable, string expected)
    {
        GoogleEndpoint endpoint = Of(GcpService.Storage, variables: ("STORAGE_EMULATOR_HOST", variable));

        endpoint.Address.ShouldBe(new Uri(expected));
        endpoint.IsEmulator.ShouldBeTrue();
    }

    [Fact]
    public void The_variable_of_the_command_line_leads_elsewhere_with_encryption_alone()
    {
        const string variable = "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER";

        Of(GcpService.SecretManager, variables: (variable, "https://secrets.example.com")).Address.ShouldBe(new Uri("https://secrets.example.com/"));
        Of(GcpService.SecretManager, variables: (variable, "http://localhost:80/x/")).IsEmulator.ShouldBeFalse();
        Should.Throw<GcpConfigurationException>(() => Of(GcpService.SecretManager, variables: (variable, "http://secrets.example.com"))).Field.ShouldBe(variable);
        Should.Throw<GcpConfigurationException>(() => Of(GcpService.SecretManager, variables: (variable, "secrets"))).Message.ShouldContain("is no address");
    }

    [Fact]
    public void Paths_are_escaped()
    {
        GooglePath.Of($"storage/v1/b/{"a b"}/o/{"2026/é#?.csv"}").ShouldBe("storage/v1/b/a%20b/o/2026%2F%C3%A9%23%3F.csv");
        GooglePath.Of($"v1/{"projects/p/secrets/s":path}:access").ShouldBe("v1/projects/p/secrets/s:access");
        Should.Throw<ArgumentException>(() => GooglePath.Of($"storage/v1/b/{".."}"));
        Should.Throw<ArgumentException>(() => GooglePath.Of($"v1/{"projects/../p":path}"));
        Should.Throw<ArgumentException>(() => GooglePath.Of($"storage/v1/b/{""}"));
    }

    [Theory]
    [InlineData("""{"error":{"code":404,"message":"Not here.","errors":[{"reason":"notFound"}],"status":"NOT_FOUND"}}""", "notFound", "Not here.")]
    [InlineData("""{"error":{"code":404,"message":"Not here.","status":"NOT_FOUND"}}""", "NOT_FOUND", "Not here.")]
    [InlineData("""{"error":{"message":"Off.","status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SERVICE_DISABLED"}]}}""", "SERVICE_DISABLED", "Off.")]
    [InlineData("""{"error":"invalid_grant","error_description":"Bad."}""", "invalid_grant", "Bad.")]
    [InlineData("""{"error":{"code":1,"errors":"?","status":3}}""", null, "Gone")]
    [InlineData("""{"error":{"a":1,"a":2}}""", null, "Gone")]
    [InlineData("""{"error":""", null, "Gone")]
    [InlineData("<html>no</html>", null, "Gone")]
    [InlineData("Invalid upload.", null, "Invalid upload.")]
    [InlineData("", null, "Gone")]
    public void What_a_service_says_is_read_whatever_it_is(string body, string? code, string text) =>
        GoogleErrorDocument.Of(body, "Gone").ShouldBe(new GoogleErrorDocument(code, text));
}
