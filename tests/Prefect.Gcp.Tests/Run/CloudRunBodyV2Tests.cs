using System.Text.Json.Nodes;

namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunBodyV2Tests
{
    [Fact]
    public void What_is_not_said_is_as_Prefect_has_it()
    {
        new CloudRunJobV2().BuildJobBody().ShouldBeJson("""
            {
              "client": "prefect", "launchStage": "BETA",
              "template": { "template": {
                "containers": [ { "image": "docker.io/prefecthq/prefect:3-latest", "env": [], "resources": { "limits": { "cpu": "1000m", "memory": "512Mi" } } } ],
                "timeout": "600s", "maxRetries": 0 } }
            }
            """);
    }

    [Fact]
    public void All_that_is_said_is_put_in()
    {
        CloudRunJobV2 job = new()
        {
            Image = "i:1",
            Command = ["dotnet", "a b.dll"],
            Args = ["-v"],
            Env = new Dictionary<string, string?> { ["A"] = "1", ["GONE"] = null, ["PREFECT_API_KEY"] = "plain-4711", ["DB"] = "plain" },
            EnvFromSecrets = new Dictionary<string, SecretKeySelector> { ["DB"] = new("db-password", "3") },
            PrefectApiKeySecret = new("api-key"),
            Labels = new Dictionary<string, string?> { ["prefect.io/x"] = "Y", ["none"] = null },
            CloudsqlInstances = ["p:europe-west1:db"],
            LaunchStage = CloudRunLaunchStage.GA,
            MaxRetries = 2,
            Cpu = "2000m",
            Memory = "1Gi",
            Timeout = TimeSpan.FromHours(2),
            VpcConnectorName = "projects/p/locations/l/connectors/c",
            ServiceAccountName = "crane@p.iam.gserviceaccount.com",
        };

        job.BuildJobBody().ShouldBeJson("""
            {
              "client": "prefect", "launchStage": "GA", "labels": { "prefect-io-x": "y" },
              "template": { "labels": { "prefect-io-x": "y" }, "template": {
                "serviceAccount": "crane@p.iam.gserviceaccount.com", "timeout": "7200s", "maxRetries": 2,
                "vpcAccess": { "connector": "projects/p/locations/l/connectors/c" },
                "containers": [ {
                  "image": "i:1", "command": ["dotnet", "a b.dll"], "args": ["-v"],
                  "env": [
                    { "name": "A", "value": "1" },
                    { "name": "DB", "valueSource": { "secretKeyRef": { "secret": "db-password", "version": "3" } } },
                    { "name": "PREFECT_API_KEY", "valueSource": { "secretKeyRef": { "secret": "api-key", "version": "latest" } } }
                  ],
                  "resources": { "limits": { "cpu": "2000m", "memory": "1Gi" } },
                  "volumeMounts": [ { "name": "cloudsql", "mountPath": "/cloudsql" } ] } ],
                "volumes": [ { "name": "cloudsql", "cloudSqlInstance": { "instances": ["p:europe-west1:db"] } } ] } }
            }
            """);
    }

    [Fact]
    public void A_body_of_ones_own_is_kept_where_nothing_else_is_said()
    {
        JsonObject body = JsonNode.Parse("""
            {
              "client": "mine", "launchStage": "{{ launch_stage }}", "labels": { "team": "data" }, "annotations": { "a": "b" },
              "template": { "taskCount": 3, "template": {
                "serviceAccount": "{{ service_account_name }}", "maxRetries": 4, "timeout": "{{ timeout }}", "vpcAccess": { "connector": "{{ vpc_connector_name }}" },
                "containers": [ { "image": "mine:1", "command": "python 'a b.py'", "args": "-v 'x y'", "env": [ { "name": "A", "value": "body" }, { "name": "B", "value": "body" } ],
                  "resources": { "limits": { "cpu": "4000m", "memory": null } } }, { "name": "sidecar", "image": "side:1" } ] } }
            }
            """)!.AsObject();

        JsonObject built = new CloudRunJobV2 { JobBody = body, Env = new Dictionary<string, string?> { ["B"] = null, ["A"] = "mine" }, Labels = new Dictionary<string, string?> { ["team"] = "x" } }
            .BuildJobBody();

        built.ShouldBeJson("""
            {
              "client": "mine", "labels": { "team": "data" }, "annotations": { "a": "b" }, "launchStage": "BETA",
              "template": { "taskCount": 3, "labels": { "team": "x" }, "template": {
                "maxRetries": 4, "timeout": "600s",
                "containers": [ { "image": "mine:1", "command": ["python", "a b.py"], "args": ["-v", "x y"], "env": [ { "name": "A", "value": "mine" } ],
                  "resources": { "limits": { "cpu": "4000m", "memory": "512Mi" } } }, { "name": "sidecar", "image": "side:1" } ] } }
            }
            """);
        body["launchStage"]!.GetValue<string>().ShouldBe("{{ launch_stage }}");
    }

    [Theory]
    [InlineData("{}", "/template")]
    [InlineData("""{"template":{}}""", "/template/template")]
    [InlineData("""{"template":{"template":{"containers":null}}}""", "/template/template/containers")]
    [InlineData("""{"template":{"template":{"containers":[]}}}""", "/template/template/containers/0")]
    [InlineData("""{"template":{"template":{"containers":"x"}}}""", "/template/template/containers must be a list")]
    [InlineData("""{"template":{"template":{"containers":["x"]}}}""", "/template/template/containers/0 must be an object")]
    public void A_body_without_what_must_be_there_is_refused(string body, string path)
    {
        GcpConfigurationException refused = Should.Throw<GcpConfigurationException>(
            () => new CloudRunJobV2 { JobBody = JsonNode.Parse(body)!.AsObject() }.BuildJobBody());

        refused.Field.ShouldBe("job_body");
        refused.Message.ShouldContain(path);
    }

    [Theory]
    [InlineData("900")]
    [InlineData("\"900\"")]
    [InlineData("\"900s\"")]
    public void A_body_may_have_the_timeout_as_work_pools_have_it(string timeout)
    {
        JsonObject body = CloudRunBodyV2.Pattern();
        body["template"]!["template"]!["timeout"] = JsonNode.Parse(timeout);

        new CloudRunJobV2 { JobBody = body }.BuildJobBody()["template"]!["template"]!["timeout"].ShouldBeJson("\"900s\"");
    }

    [Fact]
    public void A_body_may_have_values_of_any_kind()
    {
        JsonObject body = CloudRunBodyV2.Pattern();
        Guid id = Guid.NewGuid();
        body["labels"] = new JsonObject { ["run"] = id, ["letter"] = 'x' };

        new CloudRunJobV2 { JobBody = body }.BuildJobBody()["labels"].ShouldBeJson($$"""{"run":"{{id}}","letter":"x"}""");
    }

    [Fact]
    public void A_job_does_not_tell_its_environment()
    {
        CloudRunJobV2 job = new() { Name = "report", Env = new Dictionary<string, string?> { ["TOKEN"] = "tell-nobody-2881" } };

        job.ToString().ShouldNotContain("tell-nobody-2881");
        job.ToString().ShouldContain("report");
    }
}
