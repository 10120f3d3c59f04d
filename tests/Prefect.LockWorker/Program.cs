using System.Globalization;
using Prefect.Flows;

// One process among several that share locks in a folder; tests start it and may kill it.
//   count FOLDER KEY FILE TIMES  adds one to the number in a file so many times, each time under the lock
//   hold FOLDER KEY HOLDER       takes the lock, prints "held" and never returns
(string verb, string folder, string key) = (args[0], args[1], args[2]);
FileSystemLockManager locks = new(folder);
if (verb == "hold")
{
    await locks.AcquireLockAsync(key, args[3]);
    Console.WriteLine("held");
    await Task.Delay(Timeout.Infinite);
}

string holder = LockHolder.Current;
for (int time = int.Parse(args[4], CultureInfo.InvariantCulture); time > 0; time--)
{
    await locks.AcquireLockAsync(key, holder);
    int number = int.Parse(await File.ReadAllTextAsync(args[3]), CultureInfo.InvariantCulture);
    await Task.Yield();
    await File.WriteAllTextAsync(args[3], (number + 1).ToString(CultureInfo.InvariantCulture));
    await locks.ReleaseLockAsync(key, holder);
}

return 0;
