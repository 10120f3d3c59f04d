using Prefect.Benchmarks;

if (args is [])
{
    foreach (IBenchmark benchmark in BenchmarkList.All)
    {
        Console.WriteLine($"{benchmark.Name,-10}{benchmark.About}");
    }

    Console.WriteLine("all       every one of them, each in a process of its own");
    return 0;
}

if (args is ["all"])
{
    return await BenchmarkList.RunAllAsync();
}

if (BenchmarkList.All.FirstOrDefault(benchmark => benchmark.Name == args[0]) is { } chosen)
{
    return await BenchmarkList.RunAsync(chosen);
}

if (ChildRoles.All.TryGetValue(args[0], out Func<string[], Task<int>>? role))
{
    return await role(args[1..]);
}

await Console.Error.WriteLineAsync($"There is no benchmark '{args[0]}'. Without an argument, the names are listed.");
return 2;
