@echo off
rem Adds "jusou" to the menu of Windows Terminal for this user: one file in the user's own folders.
setlocal EnableExtensions DisableDelayedExpansion
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHONUTF8=1"
"%~dp0python\python.exe" -X utf8 "%~dp0terminal\add_profile.py"
set "JUSOU_STATUS=%ERRORLEVEL%"
pause
exit /b %JUSOU_STATUS%
