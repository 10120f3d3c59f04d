using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests;

public sealed class WaiterModelReaderTests
{
    private const string Acceptor = """{"matcher":"path","argument":"State","expected":"Ready","state":"success"}""";

    private static readonly JsonObject s_waiter = Parse($$"""{"operation":"DescribeThing","delay":1,"maxAttempts":1,"acceptors":[{{Acceptor}}]}""");

    [Fact]
    public void A_definition_is_read_whole()
    {
        WaiterModel model = Read($$$$"""
            {"version":2,"waiters":{
              "Ready":{"operation":"DescribeThing","delay":0.5,"maxAttempts":7,"description":"ignored","acceptors":[
                {{{{Acceptor}}}},
                {"matcher":"pathAll","argument":"a[].b","expected":null,"state":"failure"},
                {"matcher":"pathAny","argument":"a[].b","expected":1,"state":"retry"},
                {"matcher":"status","expected":404,"state":"retry"},
                {"matcher":"error","expected":true,"state":"failure"},
                {"matcher":"error","expected":"NotFound","state":"success"}]},
              "Other":{"broken":"and never looked at"}}}
            """);

        (model.Name, model.Operation, model.Delay, model.MaxAttempts).ShouldBe(("Ready", "DescribeThing", TimeSpan.FromSeconds(0.5), 7));
        model.Acceptors.Select(acceptor => acceptor.GetType()).ShouldBe(
            [typeof(PathAcceptor), typeof(PathAllAcceptor), typeof(PathAnyAcceptor), typeof(StatusAcceptor), typeof(AnyErrorAcceptor), typeof(ErrorCodeAcceptor)]);
        model.Acceptors.Select(acceptor => acceptor.State).ShouldBe(
            [WaiterState.Success, WaiterState.Failure, WaiterState.Retry, WaiterState.Retry, WaiterState.Failure, WaiterState.Success]);
    }

    [Theory]
    [InlineData("TaskReady", "task_ready")]
    [InlineData("task_ready", "TaskReady")]
    [InlineData("TaskReadyV2", "task_ready_v2")]
    [InlineData("Task_Ready", "Task_Ready")]
    public void Names_are_known_in_both_forms(string defined, string wanted) =>
        WaiterModelReader.Read(Definition((defined, s_waiter)), wanted)
            .Name.ShouldBe(defined);

    [Fact]
    public void The_very_name_has_precedence_over_its_other_form()
    {
        WaiterModelReader.Read(Definition(("TaskReady", s_waiter), ("task_ready", s_waiter)), "task_ready").Name.ShouldBe("task_ready");
    }

    [Theory]
    [InlineData("""{}""", "version")]
    [InlineData("""{"version":1,"waiters":{}}""", "version")]
    [InlineData("""{"version":"2","waiters":{}}""", "version")]
    [InlineData("""{"version":2}""", "waiters")]
    [InlineData("""{"version":2,"waiters":[]}""", "waiters")]
    [InlineData("""{"version":2,"waiters":{"Steady":{}}}""", "waiters")]
    [InlineData("""{"version":2,"waiters":{"Ready":3}}""", "waiters.Ready")]
    public void A_definition_that_is_none_is_refused_with_the_place(string definition, string place) =>
        Should.Throw<WaiterDefinitionException>(() => Read(definition)).Place.ShouldBe(place);

    [Theory]
    [InlineData("operation", "null", "operation")]
    [InlineData("operation", "\"\"", "operation")]
    [InlineData("operation", "\"Describe Thing\\r\\nX-Evil: 1\"", "operation")]
    [InlineData("delay", "\"5\"", "delay")]
    [InlineData("delay", "-1", "delay")]
    [InlineData("delay", "1e300", "delay")]
    [InlineData("delay", "2500000", "delay")]
    [InlineData("maxAttempts", "0", "maxAttempts")]
    [InlineData("maxAttempts", "1.5", "maxAttempts")]
    [InlineData("maxAttempts", "99999999999", "maxAttempts")]
    [InlineData("maxAttempts", "true", "maxAttempts")]
    [InlineData("acceptors", "[]", "acceptors")]
    [InlineData("acceptors", "{}", "acceptors")]
    [InlineData("acceptors", "[null]", "acceptors[0]")]
    [InlineData("acceptors", """[{"matcher":"path","argument":"a","expected":1,"state":"done"}]""", "acceptors[0].state")]
    [InlineData("acceptors", """[{"matcher":"path","argument":"a","state":"retry"}]""", "acceptors[0].expected")]
    [InlineData("acceptors", """[{"matcher":"regex","argument":"a","expected":1,"state":"retry"}]""", "acceptors[0].matcher")]
    [InlineData("acceptors", """[{"matcher":"path","expected":1,"state":"retry"}]""", "acceptors[0].argument")]
    [InlineData("acceptors", """[{"matcher":"pathAll","argument":"a[?","expected":1,"state":"retry"}]""", "acceptors[0].argument")]
    [InlineData("acceptors", """[{"matcher":"status","expected":"200","state":"retry"}]""", "acceptors[0].expected")]
    [InlineData("acceptors", """[{"matcher":"status","expected":20,"state":"retry"}]""", "acceptors[0].expected")]
    [InlineData("acceptors", """[{"matcher":"error","expected":5,"state":"retry"}]""", "acceptors[0].expected")]
    public void A_waiter_that_is_none_is_refused_with_the_place(string member, string value, string place)
    {
        JsonObject waiter = s_waiter.DeepClone().AsObject();
        waiter[member] = JsonNode.Parse(value);

        WaiterDefinitionException exception = Should.Throw<WaiterDefinitionException>(
            () => WaiterModelReader.Read(Definition(("Ready", waiter)), "Ready"));

        exception.Place.ShouldBe("waiters.Ready." + place);
        exception.Message.ShouldStartWith(exception.Place);
    }

    [Fact]
    public void An_unknown_waiter_is_refused_with_the_known_ones() =>
        Should.Throw<WaiterDefinitionException>(() => Read("""{"version":2,"waiters":{"Steady":{},"Go":{}}}""")).Message.ShouldContain("Steady, Go");

    private static JsonObject Definition(params (string Name, JsonObject Waiter)[] waiters) => new()
    {
        ["version"] = 2,
        ["waiters"] = new JsonObject(waiters.Select(waiter => KeyValuePair.Create(waiter.Name, (JsonNode?)waiter.Waiter.DeepClone()))),
    };

    private static WaiterModel Read(string definition) => WaiterModelReader.Read(Parse(definition), "Ready");

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
