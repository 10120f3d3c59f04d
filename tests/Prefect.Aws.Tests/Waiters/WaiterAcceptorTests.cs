using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests;

public sealed class WaiterAcceptorTests
{
    [Theory]
    [InlineData("State", "\"Ready\"", """{"State":"Ready"}""", true)]
    [InlineData("State", "\"Ready\"", """{"State":"ready"}""", false)]
    [InlineData("State", "\"Ready\"", """{}""", false)]
    [InlineData("State", "null", """{}""", true)]
    [InlineData("length(Items) > `1`", "true", """{"Items":[1,2]}""", true)]
    [InlineData("Items", "[1,2.0]", """{"Items":[1.0,2]}""", true)]
    [InlineData("Count", "0", """{"Count":0.0}""", true)]
    [InlineData("Count", "0", """{"Count":false}""", false)]
    [InlineData("ResponseMetadata.HTTPStatusCode", "200", """{}""", true)]
    public void Path_compares_what_an_expression_gives(string path, string expected, string answer, bool knows) =>
        new PathAcceptor(new JmesPathQuery(path), JsonNode.Parse(expected), WaiterState.Success).Knows(WaiterAnswers.Json(answer)).ShouldBe(knows);

    [Theory]
    [InlineData("""{"t":[{"s":"STOPPED"},{"s":"STOPPED"}]}""", true, true)]
    [InlineData("""{"t":[{"s":"STOPPED"},{"s":"RUNNING"}]}""", false, true)]
    [InlineData("""{"t":[{"s":"RUNNING"}]}""", false, false)]
    [InlineData("""{"t":[]}""", false, false)]
    [InlineData("""{"t":[{}]}""", false, false)]
    [InlineData("""{}""", false, false)]
    [InlineData("""{"t":"STOPPED"}""", false, false)]
    public void Path_all_wants_every_item_and_path_any_one_and_neither_an_empty_list(string answer, bool all, bool any)
    {
        JmesPathQuery path = new("t[].s");

        new PathAllAcceptor(path, "STOPPED", WaiterState.Success).Knows(WaiterAnswers.Json(answer)).ShouldBe(all);
        new PathAnyAcceptor(path, "STOPPED", WaiterState.Success).Knows(WaiterAnswers.Json(answer)).ShouldBe(any);
    }

    [Fact]
    public void Paths_know_no_errors()
    {
        new PathAcceptor(new JmesPathQuery("State"), null, WaiterState.Success).Knows(WaiterAnswers.Refusal(400, "Bad")).ShouldBeFalse();
        new PathAllAcceptor(new JmesPathQuery("[@]"), null, WaiterState.Success).Knows(WaiterAnswers.Refusal(400, "Bad")).ShouldBeFalse();
        new PathAnyAcceptor(new JmesPathQuery("[@]"), null, WaiterState.Success).Knows(WaiterAnswers.Unreachable()).ShouldBeFalse();
    }

    [Fact]
    public void Status_knows_answers_and_errors_alike()
    {
        new StatusAcceptor(202, WaiterState.Success).Knows(WaiterAnswers.Json("{}", 202)).ShouldBeTrue();
        new StatusAcceptor(404, WaiterState.Success).Knows(WaiterAnswers.Refusal(404, null)).ShouldBeTrue();
        new StatusAcceptor(404, WaiterState.Success).Knows(WaiterAnswers.Unreachable()).ShouldBeFalse();
        new StatusAcceptor(200, WaiterState.Success).Knows(WaiterAnswers.Unreadable()).ShouldBeFalse();
    }

    [Fact]
    public void Error_true_knows_what_the_service_refused_and_false_what_it_did_not()
    {
        AnyErrorAcceptor error = new(true, WaiterState.Success);
        AnyErrorAcceptor none = new(false, WaiterState.Success);

        (error.Knows(WaiterAnswers.Refusal(400, "Bad")), none.Knows(WaiterAnswers.Refusal(400, "Bad"))).ShouldBe((true, false));
        (error.Knows(WaiterAnswers.Json("{}")), none.Knows(WaiterAnswers.Json("{}"))).ShouldBe((false, true));
        (error.Knows(WaiterAnswers.Unreachable()), none.Knows(WaiterAnswers.Unreachable())).ShouldBe((false, false));
        (error.Knows(WaiterAnswers.Throttled()), none.Knows(WaiterAnswers.Throttled())).ShouldBe((false, false));
        (error.Knows(WaiterAnswers.Refusal(503, null)), none.Knows(WaiterAnswers.Refusal(503, null))).ShouldBe((false, false));
        (error.Knows(WaiterAnswers.Unreadable()), none.Knows(WaiterAnswers.Unreadable())).ShouldBe((false, false));
    }

    [Fact]
    public void Error_by_code_knows_that_code_and_the_status_of_answers_without_one()
    {
        new ErrorCodeAcceptor("NoSuchThing", WaiterState.Success).Knows(WaiterAnswers.Refusal(400, "NoSuchThing")).ShouldBeTrue();
        new ErrorCodeAcceptor("NoSuchThing", WaiterState.Success).Knows(WaiterAnswers.Refusal(400, "NoSuchOther")).ShouldBeFalse();
        new ErrorCodeAcceptor("404", WaiterState.Success).Knows(WaiterAnswers.Refusal(404, "NotFound")).ShouldBeTrue();
        new ErrorCodeAcceptor("", WaiterState.Success).Knows(WaiterAnswers.Unreachable()).ShouldBeFalse();
        new ErrorCodeAcceptor("200", WaiterState.Success).Knows(WaiterAnswers.Json("{}")).ShouldBeFalse();
    }
}
