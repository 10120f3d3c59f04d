using System.Text;

namespace Prefect.Cli;

/// <summary>Reads what is typed without showing it.</summary>
internal static class HiddenInput
{
    /// <summary>Reads to the end of the line; null where the input ends first.</summary>
    public static string? ReadLine(CancellationToken cancellationToken)
    {
        StringBuilder typed = new();
        while (!cancellationToken.IsCancellationRequested)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Error.WriteLine();
                    return typed.ToString();
                case ConsoleKey.D when key.Modifiers == ConsoleModifiers.Control && typed.Length == 0:
                    return null;
                case ConsoleKey.Backspace when typed.Length > 0:
                    typed.Length--;
                    break;
                case ConsoleKey.U when key.Modifiers == ConsoleModifiers.Control:
                    typed.Clear();
                    break;
                default:
                    Append(typed, key.KeyChar);
                    break;
            }
        }

        return null;
    }

    private static void Append(StringBuilder typed, char character)
    {
        if (!char.IsControl(character))
        {
            typed.Append(character);
        }
    }
}
