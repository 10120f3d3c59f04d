using System.Text.Json;
using Prefect.Blocks;
using Prefect.Gcp;

// A program for tests that need a process of their own, because of its environment: reads what a reference such as gcp-sm:PROJECT/NAME
// leads to, with the application default credentials, and says in JSON what that was or how it failed.
if (args is not [string reference])
{
    return 64;
}

string? value = null;
Exception? error = null;
try
{
    _ = new GcpCredentials();
    value = await new SecretString(reference).RevealAsync();
}
catch (SecretReferenceException exception)
{
    error = exception;
}

Console.WriteLine(JsonSerializer.Serialize(new { Value = value, error?.Message }));
return 0;
