using System.Text.Json.Nodes;

namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunBodyV1Tests
{
    [Fact]
    public void What_is_not_said_is_as_Prefect_has_it()
    {
        JsonObject body = new CloudRunJob { Name = "report" }.BuildJobBody();

        body["metadata"]!["name"]!.GetValue<string>().ShouldMatch("^report-[0-9a-f]{32}$");
        body["metadata"]!["name"] = "n";
        body.ShouldBeJson("""
            {
              "apiVersion": "run.googleapis.com/v1", "kind": "Job", "metadata": { "name": "n", "annotations": { "run.googleapis.com/launch-stage": "BETA" } },
              "spec": { "template": { "metadata": {}, "spec": { "template": { "spec": {
                "containers": [ { "image": "docker.io/prefecthq/prefect:3-latest", "env": [] } ], "timeoutSeconds": "600" } } } } }
            }
            """);
    }

    [Fact]
    public void All_that_is_said_is_put_in()
    {
        CloudRunJob job = new()
        {
            Image = "i:1",
            Command = ["a"],
            Args = ["b"],
            Env = new Dictionary<string, string?> { ["A"] = "1", ["PREFECT_API_AUTH_STRING"] = "plain-8812" },
            PrefectApiAuthStringSecret = new("auth", "2"),
            Labels = new Dictionary<string, string?> { ["x"] = "y" },
            Cpu = "2000m",
            Memory = "1G",
            Timeout = TimeSpan.FromMinutes(5),
            VpcConnectorName = "c",
            ServiceAccountName = "s",
            JobBody = CloudRunBodyV1.Pattern(),
        };

        JsonObject body = job.BuildJobBody();

        body["spec"].ShouldBeJson("""
            { "template": { "metadata": { "labels": { "x": "y" }, "annotations": { "run.googleapis.com/vpc-access-connector": "c" } }, "spec": { "template": { "spec": {
                "containers": [ { "image": "i:1", "command": ["a"], "args": ["b"],
                  "env": [ { "name": "A", "value": "1" }, { "name": "PREFECT_API_AUTH_STRING", "valueFrom": { "secretKeyRef": { "name": "auth", "key": "2" } } } ],
                  "resources": { "limits": { "cpu": "2000m", "memory": "1G" }, "requests": { "cpu": "2000m", "memory": "1G" } } } ],
                "timeoutSeconds": "300", "serviceAccountName": "s" } } } } }
            """);
    }

    [Theory]
    [InlineData("/apiVersion")]
    [InlineData("/kind")]
    [InlineData("/metadata")]
    [InlineData("/spec")]
    public void A_body_without_what_must_be_there_is_refused(string path)
    {
        JsonObject body = CloudRunBodyV1.Pattern();
        body.Remove(path[1..]);

        GcpConfigurationException refused = Should.Throw<GcpConfigurationException>(() => new CloudRunJob { JobBody = body }.BuildJobBody());

        refused.Field.ShouldBe("job_body");
        refused.Message.ShouldContain(path);
    }

    [Fact]
    public void A_body_with_other_values_than_it_must_have_is_refused()
    {
        JsonObject body = CloudRunBodyV1.Pattern();
        body["kind"] = "Service";
        body["metadata"]!["annotations"]!["run.googleapis.com/launch-stage"] = "GA";

        string message = Should.Throw<GcpConfigurationException>(() => new CloudRunJob { JobBody = body }.BuildJobBody()).Message;

        message.ShouldContain("/kind must be 'Job'");
        message.ShouldContain("/metadata/annotations/run.googleapis.com~1launch-stage must be 'BETA'");
    }
}
