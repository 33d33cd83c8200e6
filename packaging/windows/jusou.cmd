@echo off
rem Starts jusou with the Python in this folder. Nothing is installed, nothing is written to the registry.
rem ASCII but for one line at the end: cmd reads this file in the code page of the console.
setlocal EnableExtensions DisableDelayedExpansion

rem Settings of another Python must not reach this one.
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHONUTF8=1"
set "PYTHONNOUSERSITE=1"
set "JUSOU_PORTABLE=1"

rem Records are kept in a folder "sessions" beside this file where there is one, else in the documents folder.
if not defined JUSOU_SESSIONS if exist "%~dp0sessions\" set "JUSOU_SESSIONS=%~dp0sessions"

rem UTF-8 for the console while jusou runs, afterwards what it had before.
set "JUSOU_CODEPAGE="
for /f "tokens=2 delims=:." %%c in ('%SystemRoot%\System32\chcp.com 2^>nul') do set "JUSOU_CODEPAGE=%%c"
if defined JUSOU_CODEPAGE "%SystemRoot%\System32\chcp.com" 65001 >nul 2>nul

rem Opened inside the zip, this file lies alone in a temporary folder.
if not exist "%~dp0python\python.exe" goto unpack

"%~dp0python\python.exe" -X utf8 -m jusou_tui %*
set "JUSOU_STATUS=%ERRORLEVEL%"

if defined JUSOU_CODEPAGE "%SystemRoot%\System32\chcp.com" %JUSOU_CODEPAGE% >nul 2>nul

rem A window that was opened by a double-click would close before anybody has read why jusou did not start.
if not "%JUSOU_STATUS%"=="0" if "%~1"=="" pause
exit /b %JUSOU_STATUS%

:unpack
echo Unzip the whole file first, then open jusou.cmd in the folder that this makes.
echo zip をすべて展開してから、できたフォルダーの jusou.cmd を開いてください。
pause
if defined JUSOU_CODEPAGE "%SystemRoot%\System32\chcp.com" %JUSOU_CODEPAGE% >nul 2>nul
exit /b 2
