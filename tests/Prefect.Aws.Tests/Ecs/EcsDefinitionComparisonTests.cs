using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsDefinitionComparisonTests
{
    [Fact]
    public void What_the_service_adds_is_no_difference()
    {
        JsonObject built = EcsSamples.Definition(EcsSamples.Task with
        {
            TaskDefinition = EcsSamples.Parse(
                """
                {"tags":[{"key":"a","value":"1"}],"containerDefinitions":[{"name":"prefect","portMappings":[{"containerPort":80}],
                 "environment":[{"name":"B","value":"2"},{"name":"A","value":"1"}],"secrets":[{"name":"Y","valueFrom":"y"},{"name":"X","valueFrom":"x"}],
                 "environmentFiles":[{"value":"s3://b","type":"s3"},{"value":"s3://a","type":"s3"}]}]}
                """),
        });
        JsonObject registered = EcsSamples.Parse(
            """
            {"taskDefinitionArn":"arn","family":"prefect_report","revision":3,"status":"ACTIVE","registeredAt":1.7e9,"registeredBy":"me","compatibilities":["EC2","FARGATE"],
             "requiresAttributes":[{"name":"x"}],"requiresCompatibilities":["FARGATE"],"networkMode":"awsvpc","cpu":"1024","memory":"2048","volumes":[],"placementConstraints":[],
             "containerDefinitions":[{"name":"prefect","image":"ghcr.io/acme/report:7","cpu":0,"essential":true,"mountPoints":[],"volumesFrom":[],"systemControls":[],
              "portMappings":[{"containerPort":80,"hostPort":80,"protocol":"tcp"}],"environment":[{"name":"A","value":"1"},{"name":"B","value":"2"}],
              "secrets":[{"name":"X","valueFrom":"x"},{"name":"Y","valueFrom":"y"}],"environmentFiles":[{"value":"s3://a","type":"s3"},{"value":"s3://b","type":"s3"}]}]}
            """);

        EcsDefinitionComparison.AreEqual(built, registered).ShouldBeTrue();
        EcsDefinitionComparison.AreEqual(registered, built).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"cpu":"256"}""")]
    [InlineData("""{"networkMode":"host"}""")]
    [InlineData("""{"containerDefinitions":[{"image":"b"}]}""")]
    [InlineData("""{"containerDefinitions":[{"image":"a","essential":false}]}""")]
    [InlineData("""{"containerDefinitions":[{"image":"a","environment":[{"name":"A","value":"1"}]}]}""")]
    [InlineData("""{"containerDefinitions":[{"image":"a","readonlyRootFilesystem":false}]}""")]
    [InlineData("""{"containerDefinitions":[{"image":"a","command":["x"]}]}""")]
    [InlineData("""{"containerDefinitions":[{"image":"a"},{"image":"a"}]}""")]
    public void Differences_are_found(string other)
    {
        JsonObject one = EcsSamples.Parse("""{"containerDefinitions":[{"image":"a"}]}""");
        JsonObject two = one.DeepClone().AsObject();
        foreach ((string key, JsonNode? value) in EcsSamples.Parse(other))
        {
            two[key] = value?.DeepClone();
        }

        EcsDefinitionComparison.AreEqual(one, two).ShouldBeFalse();
    }

    [Fact]
    public void Bridge_is_the_network_mode_that_goes_without_saying() =>
        EcsDefinitionComparison.AreEqual(EcsSamples.Parse("{}"), EcsSamples.Parse("""{"networkMode":"bridge"}""")).ShouldBeTrue();

    [Fact]
    public void Comparing_changes_nothing()
    {
        JsonObject one = EcsSamples.Parse("""{"containerDefinitions":[{"image":"a","cpu":0}],"revision":1}""");
        string before = one.ToJsonString();

        EcsDefinitionComparison.AreEqual(one, []).ShouldBeFalse();

        one.ToJsonString().ShouldBe(before);
    }
}
