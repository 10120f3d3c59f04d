namespace Prefect.Flows.Tests;

/// <summary>What the generator makes of methods, as it runs.</summary>
public sealed class MethodDefinitionTests
{
    [Fact]
    public void Values_of_the_attribute_are_options()
    {
        FlowTask<string, int> task = Letters.CountTask;

        task.Name.ShouldBe("count");
        task.Description.ShouldBe("Counts the letters of a text.");
        task.Options.Retries.ShouldBe(3);
        task.Options.RetryDelay!.For(3).ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5)]);
        task.Options.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        task.Options.Tags.ShouldBe(["text"]);
        task.Options.LogPrints.ShouldBe(true);
        task.Options.PersistResult.ShouldBeNull();
        task.Options.Version.ShouldBe("2");
        Letters.CountWordsFlow.Options.PersistResult.ShouldBe(false);
        Letters.CountWordsFlow.Options.RetryDelay!.For(1).ShouldBe([TimeSpan.FromSeconds(2)]);
    }

    [Fact]
    public void Values_of_the_attribute_go_before_the_named_options_and_those_before_the_comment()
    {
        (Letters.JoinTask.Options.Retries, Letters.JoinTask.Description, Letters.JoinTask.Name).ShouldBe((2, "Says the options.", "from-options"));
        (Letters.NothingTask.Options.Retries, Letters.NothingTask.Description, Letters.NothingTask.Name).ShouldBe((1, "Says the attribute.", "named"));
    }

    [Fact]
    public void Parameters_have_comments_and_defaults_in_their_type()
    {
        Letters.CountTask.Parameters.ShouldHaveSingleItem().ShouldBe(new ParameterDefinition("text", typeof(string)) { Description = "What to count in." });
        Letters.JoinTask.Parameters.Select(parameter => (parameter.HasDefault, parameter.Default)).ShouldBe(
        [
            (false, null), (true, "!"), (true, DayOfWeek.Friday), (true, Guid.Empty),
        ]);
    }

    [Fact]
    public void The_source_gives_hash_and_key()
    {
        Letters.CountTask.SourceHash.Length.ShouldBe(32);
        Letters.CountTask.Key.ShouldBe("count-" + Letters.CountTask.SourceHash[..8]);
        Letters.CountTask.With(options => options with { Retries = 0 }).SourceHash.ShouldBe(Letters.CountTask.SourceHash);
    }

    [Fact]
    public void A_static_method_has_one_definition() => Letters.CountTask.ShouldBeSameAs(Letters.CountTask);

    [Fact]
    public void A_method_of_an_object_has_a_definition_for_each_object()
    {
        Letters latin = new("abc");
        Letters greek = latin with { Alphabet = "αβγ" };

        latin.HasTask.ShouldBeSameAs(latin.HasTask);
        latin.HasTask.ShouldNotBeSameAs(greek.HasTask);
        greek.HasTask.Definition.Target.ShouldBeSameAs(greek);
        latin.ShouldBe(new Letters("abc"));
        latin.ToString().ShouldBe("Letters { Alphabet = abc }");
    }

    [Fact]
    public async Task Tasks_of_an_object_run_on_it()
    {
        Letters latin = new("abc");
        Letters greek = latin with { Alphabet = "αβγ" };

        (await latin.HasTask.RunAsync('a', TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await greek.HasTask.RunAsync('a', TestContext.Current.CancellationToken)).ShouldBeFalse();
        greek.HasTask.Run('β').ShouldBeTrue();
    }

    [Fact]
    public async Task Flows_and_streams_of_methods_run()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Letters latin = new("abc");

        (await Letters.CountWordsFlow.RunAsync(["a", "bc"], token)).ShouldBe(3);
        (await latin.Check.RunAsync("cab", token)).ShouldBeTrue();
        (await latin.Check.RunAsync("dab", token)).ShouldBeFalse();
        (await latin.AllTask.RunAsync(token)).ShouldBe(['a', 'b', 'c']);
        latin.AllTask.Stream(token).ShouldBe(['a', 'b', 'c']);
    }
}
