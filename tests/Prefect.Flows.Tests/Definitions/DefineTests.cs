using System.Runtime.CompilerServices;

namespace Prefect.Flows.Tests;

/// <summary>Each shape of a body gives the type of flow or task that its author expects: the types stated here are the assertion.</summary>
public sealed class DefineTests
{
    [Fact]
    public void Lambdas_that_return_a_value_give_its_type()
    {
        FlowTask<int> none = FlowTask.Define("none", () => 1);
        FlowTask<string, int> one = FlowTask.Define("one", (string path) => path.Length);
        FlowTask<string, int> token = FlowTask.Define("token", (string path, CancellationToken _) => path.Length);
        FlowTask<int> onlyToken = FlowTask.Define("only-token", (CancellationToken _) => 1);
        FlowTask<string, string?> nullable = FlowTask.Define("nullable", (string key) => Environment.GetEnvironmentVariable(key));
        FlowTask<string, int> stated = FlowTask.Define<string, int>("stated", path => path.Length);
        FlowTask<List<int>, int> ignored = FlowTask.Define("ignored", (List<int> list) => list.Capacity++);

        one.Parameters.ShouldHaveSingleItem().Name.ShouldBe("path");
        token.Parameters.ShouldHaveSingleItem().Type.ShouldBe(typeof(string));
        new FlowTask[] { none, onlyToken }.ShouldAllBe(task => task.Parameters.Count == 0);
        new FlowTask[] { none, one, token, onlyToken, stated, ignored }.ShouldAllBe(task => task.ResultType == typeof(int));
        nullable.ResultType.ShouldBe(typeof(string));
    }

    [Fact]
    public void Asynchronous_lambdas_that_return_a_value_give_its_type()
    {
        FlowTask<int> none = FlowTask.Define("none", async () => await Task.FromResult(1));
        FlowTask<string, int> one = FlowTask.Define("one", async (string path) => await Task.FromResult(path.Length));
        FlowTask<string, int> token = FlowTask.Define("token", async (string path, CancellationToken ct) => await File.ReadAllTextAsync(path, ct) is { } text ? text.Length : 0);
        FlowTask<int> onlyToken = FlowTask.Define("only-token", async (CancellationToken ct) => await Task.FromResult(1).WaitAsync(ct));
        FlowTask<string, int> passedOn = FlowTask.Define("passed-on", (string path) => Task.FromResult(path.Length));
        FlowTask<string, string> passedOnWithToken = FlowTask.Define("passed-on", (string path, CancellationToken ct) => File.ReadAllTextAsync(path, ct));
        FlowTask<string?, string?> nullable = FlowTask.Define("nullable", async (string? _) => await Task.FromResult<string?>(null));
        FlowTask<string, int> stated = FlowTask.Define<string, int>("stated", async path => await Task.FromResult(path.Length));
        FlowTask<string, int> statedWithToken = FlowTask.Define<string, int>("stated", async (path, ct) => await Task.FromResult(path.Length).WaitAsync(ct));

        new FlowTask[] { none, one, token, onlyToken, passedOn, stated, statedWithToken }.ShouldAllBe(task => task.ResultType == typeof(int));
        new FlowTask[] { passedOnWithToken, nullable }.ShouldAllBe(task => task.ResultType == typeof(string));
        statedWithToken.Parameters.ShouldHaveSingleItem().Name.ShouldBe("path");
    }

    [Fact]
    public void Lambdas_without_a_result_give_a_unit()
    {
        List<string> seen = [];
        FlowTask<Unit> none = FlowTask.Define("none", seen.Clear);
        FlowTask<Unit> block = FlowTask.Define("block", () => { seen.Clear(); });
        FlowTask<string, Unit> one = FlowTask.Define("one", (string item) => seen.Add(item));
        FlowTask<string, Unit> token = FlowTask.Define("token", (string item, CancellationToken _) => seen.Add(item));
        FlowTask<Unit> waits = FlowTask.Define("waits", async () => await Task.Yield());
        FlowTask<string, Unit> waitsForOne = FlowTask.Define("waits", async (string path) => await File.WriteAllTextAsync(path, ""));
        FlowTask<string, Unit> waitsWithToken = FlowTask.Define("waits", async (string path, CancellationToken ct) => await File.WriteAllTextAsync(path, "", ct));
        FlowTask<string, Unit> passedOn = FlowTask.Define("passed-on", (string path, CancellationToken ct) => File.WriteAllTextAsync(path, "", ct));
        FlowTask<CancellationToken, Unit> unit = FlowTask.Define<CancellationToken>("explicit", (CancellationToken _, CancellationToken _) => { });

        new FlowTask[] { none, block, one, token, waits, waitsForOne, waitsWithToken, passedOn, unit }.ShouldAllBe(task => task.ResultType == typeof(Unit));
    }

    [Fact]
    public void Lambdas_that_only_throw_are_bodies_too()
    {
        FlowTask<Unit> none = FlowTask.Define("none", () => throw new FormatException());
        FlowTask<string, Unit> one = FlowTask.Define("one", (string _) => throw new FormatException());
        FlowTask<string, Unit> token = FlowTask.Define("token", (string _, CancellationToken _) => throw new FormatException());
        FlowTask<Unit> block = FlowTask.Define("block", () => { throw new FormatException(); });
        FlowTask<string, int> stated = FlowTask.Define("stated", int (string _) => throw new FormatException());
        FlowTask<string, int> statedTask = FlowTask.Define("stated", Task<int> (string _, CancellationToken _) => throw new FormatException());
        FlowTask<string, int> statedAsync = FlowTask.Define("stated", async Task<int> (string _) => { await Task.Yield(); throw new FormatException(); });

        new FlowTask[] { none, one, token, block }.ShouldAllBe(task => task.ResultType == typeof(Unit));
        new FlowTask[] { stated, statedTask, statedAsync }.ShouldAllBe(task => task.ResultType == typeof(int));
    }

    [Fact]
    public void Method_groups_and_local_functions_are_bodies()
    {
        static int Local(string path) => path.Length;
        static async Task<int> LocalAsync(string path, CancellationToken ct) => await Task.FromResult(path.Length).WaitAsync(ct);
        FlowTask<string, int> local = FlowTask.Define<string, int>("local", Local);
        FlowTask<string, int> localAsync = FlowTask.Define<string, int>("local", LocalAsync);
        FlowTask<string, int> method = FlowTask.Define<string, int>("method", Length);
        FlowTask<string, int> methodAsync = FlowTask.Define<string, int>("method", LengthAsync);
        FlowTask<string, int, Unit> plain = FlowTask.Define<string, int>("plain", WriteAsync);
        FlowTask<int> own = FlowTask.Define("own", OwnHash);
        FlowTask<string, bool> bound = FlowTask.Define<string, bool>("bound", new HashSet<string>().Contains);

        new FlowTask[] { local, localAsync, method, methodAsync, own }.ShouldAllBe(task => task.ResultType == typeof(int));
        plain.Parameters.Select(parameter => parameter.Name).ShouldBe(["path", "count"]);
        own.Definition.Target.ShouldBe(this);
        method.Definition.Target.ShouldBeNull();
        bound.Definition.Target.ShouldBeOfType<HashSet<string>>();
    }

    [Fact]
    public void Iterators_give_streams()
    {
        StreamTask<int, string> iterator = FlowTask.Define<int, string>("iterator", LinesAsync);
        StreamTask<int, string> token = FlowTask.Define<int, string>("token", LinesWithTokenAsync);
        StreamTask<int, string> lambda = FlowTask.Define("lambda", (int count) => LinesAsync(count));
        StreamTask<int, string> lambdaWithToken = FlowTask.Define("lambda", (int count, CancellationToken ct) => LinesWithTokenAsync(count, ct));
        StreamFlow<int, string> flow = Flow.Define<int, string>("flow", LinesWithTokenAsync);
        FlowTask<int, IReadOnlyList<string>> asTask = iterator;

        new FlowTask[] { iterator, token, lambda, lambdaWithToken, asTask }.ShouldAllBe(task => task.ResultType == typeof(IReadOnlyList<string>));
        flow.ResultType.ShouldBe(typeof(IReadOnlyList<string>));
    }

    [Fact]
    public void Flows_take_the_same_shapes()
    {
        Flow<int> none = Flow.Define("none", () => 1);
        Flow<string, int> one = Flow.Define("one", async (string path) => await Task.FromResult(path.Length));
        Flow<string, int> token = Flow.Define<string, int>("token", LengthAsync);
        Flow<string, Unit> nothing = Flow.Define("nothing", async (string _) => await Task.Yield(), new() { Retries = 2 });
        Flow<Unit> throws = Flow.Define("throws", () => throw new FormatException());
        Flow<int, int, int, int, int, int, int, int, int> most =
            Flow.Define("most", (int a, int b, int c, int d, int e, int f, int g, int h) => a + b + c + d + e + f + g + h);
        Flow<int, int, int, int, int, int, int, int, int> mostAndToken =
            Flow.Define("most", async (int a, int b, int c, int d, int e, int f, int g, int h, CancellationToken ct) => await Task.FromResult(a + b + c + d + e + f + g + h).WaitAsync(ct));

        new Flow[] { none, one, token, most, mostAndToken }.ShouldAllBe(flow => flow.ResultType == typeof(int));
        new Flow[] { nothing, throws }.ShouldAllBe(flow => flow.ResultType == typeof(Unit));
        nothing.Options.Retries.ShouldBe(2);
        mostAndToken.Parameters.Select(parameter => parameter.Name).ShouldBe(["a", "b", "c", "d", "e", "f", "g", "h"]);
    }

    [Fact]
    public void Extension_methods_are_called_on_their_receiver()
    {
        Func<int, string> body = "text".Repeat;
        FlowTask.Define("repeat", body).Parameters.ShouldHaveSingleItem().Name.ShouldBe("times");
    }

    [Fact]
    public void Null_and_several_delegates_in_one_are_refused()
    {
        Action twice = () => { };
        twice += () => { };

        Should.Throw<ArgumentException>(() => FlowTask.Define("twice", twice)).Message.ShouldContain("several delegates in one");
        Should.Throw<ArgumentNullException>(() => FlowTask.Define("null", (Func<int>)null!)).ParamName.ShouldBe("body");
        Should.Throw<ArgumentNullException>(() => Flow.Define("null", (Func<string, Task<int>>)null!)).ParamName.ShouldBe("body");
    }

    [Fact]
    public void Results_that_cannot_be_awaited_are_refused_with_what_to_return()
    {
        Should.Throw<ArgumentException>(() => FlowTask.Define("value-task", () => ValueTask.CompletedTask)).Message.ShouldContain("async Task");
        Should.Throw<ArgumentException>(() => FlowTask.Define("value-task", () => new ValueTask<int>(1))).Message.ShouldContain("async Task<T>");
        Should.Throw<ArgumentException>(() => FlowTask.Define("nested", () => Task.FromResult(Task.FromResult(1)))).Message.ShouldContain("await inner tasks");
        Should.Throw<ArgumentException>(() => FlowTask.Define("nested", async () => await Task.FromResult(Task.CompletedTask))).Message.ShouldContain("await what it holds");
        Should.Throw<ArgumentException>(() => FlowTask.Define("late", () => Task.FromResult(LinesAsync(1)))).Message.ShouldContain("IAsyncEnumerable<T> itself");
        Should.Throw<ArgumentException>(() => FlowTask.Define("enumerator", () => LinesAsync(1).GetAsyncEnumerator())).Message.ShouldContain("nor as an enumerator");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a/b")]
    [InlineData("100%")]
    [InlineData("a&b")]
    [InlineData("a>b")]
    [InlineData("a<b")]
    [InlineData(null)]
    public void Names_that_break_a_rule_are_refused(string? name)
    {
        Should.Throw<FlowNameException>(() => FlowTask.Define(name!, () => 1));
        Should.Throw<FlowNameException>(() => Flow.Define(name!, () => 1));
    }

    [Fact]
    public void Names_that_calls_use_themselves_are_refused_as_parameters()
    {
        Should.Throw<ReservedParameterException>(() => FlowTask.Define("task", (bool returnState) => returnState)).ParamName.ShouldBe("returnState");
        Should.Throw<ReservedParameterException>(() => Flow.Define("flow", (int WaitFor) => WaitFor));
    }

    [Fact]
    public void Defaults_of_methods_are_known()
    {
        FlowTask<string, int, Unit> task = FlowTask.Define<string, int>("write", WriteAsync);

        task.Parameters[0].HasDefault.ShouldBeFalse();
        task.Parameters[1].ShouldBe(new ParameterDefinition("count", typeof(int)) { HasDefault = true, Default = 3 });
    }

    [Fact]
    public void Defaults_of_lambdas_are_known()
    {
#pragma warning disable CS9099 // The type of the delegate has no default, the lambda itself has.
        FlowTask<string, DayOfWeek?, TimeSpan, int> task = FlowTask.Define("defaults", (string path = "a", DayOfWeek? day = DayOfWeek.Monday, TimeSpan time = default) => 1);
#pragma warning restore CS9099

        task.Parameters.Select(parameter => (parameter.HasDefault, parameter.Default)).ShouldBe([(true, "a"), (true, DayOfWeek.Monday), (true, TimeSpan.Zero)]);
    }

    [Fact]
    public void An_async_void_is_refused()
    {
#pragma warning disable MA0147 // That is what is refused.
        Action body = async () => await Task.Yield();
#pragma warning restore MA0147
        Should.Throw<ArgumentException>(() => FlowTask.Define("void", body)).Message.ShouldContain("Make it 'async Task'");
    }

    [Fact]
    public void Variants_keep_the_type_and_the_body()
    {
        StreamTask<int, string> stream = FlowTask.Define<int, string>("stream", LinesAsync);
        StreamTask<int, string> variant = stream.With(options => options with { Name = "other", Retries = 1 });

        (variant.Name, variant.Options.Retries, variant.SourceHash).ShouldBe(("other", 1, stream.SourceHash));
        (stream.Name, stream.Options.Retries).ShouldBe(("stream", null));
    }

    private static int Length(string path) => path.Length;

    private static Task<int> LengthAsync(string path, CancellationToken cancellationToken) => Task.FromResult(path.Length).WaitAsync(cancellationToken);

    private static async Task WriteAsync(string path, int count = 3, CancellationToken cancellationToken = default) =>
        await File.WriteAllTextAsync(path, new string(' ', count), cancellationToken);

    private static async IAsyncEnumerable<string> LinesAsync(int count)
    {
        for (int line = 0; line < count; line++)
        {
            await Task.Yield();
            yield return $"{line}";
        }
    }

    private static async IAsyncEnumerable<string> LinesWithTokenAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int line = 0; line < count; line++)
        {
            await Task.Delay(0, cancellationToken);
            yield return $"{line}";
        }
    }

    private int OwnHash() => GetHashCode();
}
